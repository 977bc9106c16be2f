package io.herald.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which roles may make a call; on the method, or on the resource for all its methods. Ours, and not
 * Jakarta's {@code @RolesAllowed}: where Payara sees that one, it asks its own login mechanism as
 * well, which knows nothing of our tokens and answers 401.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowedTo {

  Role[] value();
}
