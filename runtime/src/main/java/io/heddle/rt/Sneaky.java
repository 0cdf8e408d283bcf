package io.heddle.rt;

/** Throws checked exceptions where none is declared: the thrown object is always the original, never wrapped. */
public final class Sneaky {
    private Sneaky() {}

    /** Throws {@code e} as it is; declared to return so that the compiler knows that the code ends here. */
    public static RuntimeException rethrow(Throwable e) {
        return Sneaky.<RuntimeException>as(e);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X as(Throwable e) throws X {
        throw (X) e;
    }
}
