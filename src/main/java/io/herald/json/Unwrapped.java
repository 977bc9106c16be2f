package io.herald.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component that is a record: in JSON its members stand among those of the record around it.
 * So what belongs together is one type in Java, and the JSON stays flat.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Unwrapped {}
