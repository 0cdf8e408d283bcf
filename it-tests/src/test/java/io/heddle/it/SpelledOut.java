package io.heddle.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class of targets that await without saying so, as by a {@code close()}: the class whose methods of the same names
 * say it. These are what the blocking reference runs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface SpelledOut {
    /** The class with the awaits. */
    Class<?> value();
}
