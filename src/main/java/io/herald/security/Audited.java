package io.herald.security;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource: each of its calls that changes something is in the audit log, in the transaction
 * of the change. Here, because room {@code audit} needs to know who is calling.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Audited {

  /**
   * On a GET: the query parameter that, where it is {@code true}, makes the answer worth an entry,
   * since it shows what is secret. Without one, no GET is in the log.
   */
  @Nonbinding
  String whenAskedFor() default "";
}
