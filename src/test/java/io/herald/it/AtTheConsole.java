package io.herald.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A person with a browser before a running server. The constructor may ask for the {@link Browser}
 * and for the {@link Api} as the installation's administrator.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InChromium.class)
@ExtendWith(RunningHerald.class)
@interface AtTheConsole {}
