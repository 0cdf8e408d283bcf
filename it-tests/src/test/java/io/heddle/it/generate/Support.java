package io.heddle.it.generate;

import io.heddle.it.Probe;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What random programs use beside the language. */
public final class Support {
    private static final int LONGEST = 30;

    private Support() {}

    /** A boolean that is no constant to the compiler, which would leave out the other branch. */
    public static boolean is(boolean value) {
        return value;
    }

    /** Any value as a text that doesn't grow without end. */
    public static String cut(@Nullable Object value) {
        var text = value instanceof int[] array ? Arrays.toString(array) : String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Makes one number of all values. */
    public static int hash(@Nullable Object... values) {
        var hash = 7;
        for (var value : values) {
            hash = 31 * hash + cut(value).hashCode();
        }
        return hash;
    }

    /** Something to construct. */
    public static final class Pair {
        public final int first;
        private final @Nullable Object second;

        public Pair(int first, @Nullable Object second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public String toString() {
            return first + cut(second);
        }
    }

    /** Something to close; where the name has two letters, that fails. */
    public static final class Resource implements AutoCloseable {
        private final Probe p;
        private final @Nullable String name;

        public Resource(Probe p, @Nullable String name) {
            this.p = p;
            this.name = name;
            p.log("open " + name);
        }

        @Override
        public void close() {
            p.log("close " + name);
            if (name != null && name.length() == 2) {
                throw new IllegalStateException("close");
            }
        }
    }
}
