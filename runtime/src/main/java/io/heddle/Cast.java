package io.heddle;

import org.jspecify.annotations.Nullable;

/** Results travel through frames and queues as objects; here they get back the type that the source code gave them. */
final class Cast {
    private Cast() {}

    /** {@code value}, which an invariant that the compiler does not see keeps from being null. */
    @SuppressWarnings("NullAway")
    static <T> T known(@Nullable T value) {
        return value;
    }

    /** {@code value}, of the type that the caller knows it to have. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    static <T extends @Nullable Object> T to(@Nullable Object value) {
        return (T) value;
    }
}
