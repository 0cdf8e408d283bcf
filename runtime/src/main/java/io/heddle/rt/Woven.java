package io.heddle.rt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The instrumenter's stamp on a class that it has woven: such a class is left as it is. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Woven {
    /** The {@link Abi#VERSION} for which it was woven. By it the instrumenter tells classes of another version. */
    int abi();

    /** How it was woven, as {@code shape=compact, directCalls=private}; nothing where that was the default. */
    String options() default "";
}
