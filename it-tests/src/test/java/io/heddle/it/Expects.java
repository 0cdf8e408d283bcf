package io.heddle.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a target whose meaning a blocking twin can't show, such as when a coroutine starts: what the probe must have seen.
 * The last line is the outcome, {@code = value} or {@code ! exception}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Expects {
    /** The lines of the log and the outcome. */
    String[] value();
}
