package io.heddle.rt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the instrumenter made. It lets a later run tell such a class from the user's own, and remove it
 * when the class that it was made for has no more use for it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
    /** The binary name of the class that it was made for, as {@code com.example.Hello}. */
    String owner();
}
