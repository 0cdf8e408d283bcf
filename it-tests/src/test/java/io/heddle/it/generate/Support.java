package io.heddle.it.generate;

import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What random programs use beside the language. */
public final class Support {
    private static final int LONGEST = 30;

    private Support() {}

    /** A boolean that is no constant to the compiler, which would leave out the other branch. */
    public static boolean is(boolean value) {
        return value;
    }

    /** Null, which is no constant to the compiler. */
    public static @Nullable Integer noInteger() {
        return null;
    }

    /** Null, which is no constant to the compiler. */
    public static @Nullable Long noLong() {
        return null;
    }

    /** Texts of one hash code, and others. */
    public static String colliding(int number) {
        return List.of("Aa", "BB", "C#", "a").get(number & 3);
    }

    /** Any value as a text that doesn't grow without end. */
    public static String cut(@Nullable Object value) {
        var elements = Arrays.deepToString(new Object[] {value});
        var text = elements.substring(1, elements.length() - 1);
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

    /** One of the two, whose types need not be the same. */
    public static <T extends @Nullable Object> T pick(boolean first, T one, T other) {
        return first ? one : other;
    }

    /** Parameters of one slot and of two. */
    public static int mix(long a, int b, double c, float d, @Nullable Object... rest) {
        return hash(a, b, c, d, hash(rest));
    }

    /** Something to call. */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        Coroutine<T> call(Probe p);
    }

    /** Something to switch on. */
    public enum Color {
        RED,
        GREEN,
        BLUE;

        /** Null for every fourth number. */
        public static @Nullable Color of(int number) {
            var index = Math.floorMod(number, 4);
            return index == 3 ? null : values()[index];
        }
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

    /** Something to take apart. */
    public record Two(@Nullable Object left, int right) {
        @Override
        public String toString() {
            return "Two" + cut(left) + right;
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
