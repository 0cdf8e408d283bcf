package io.heddle.it.generate;

import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
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

    /** Null, which is no constant to the compiler. */
    public static @Nullable Double noDouble() {
        return null;
    }

    /** Null, which is no constant to the compiler. */
    public static @Nullable Character noCharacter() {
        return null;
    }

    /** Null, which is no constant to the compiler. */
    public static @Nullable Byte noByte() {
        return null;
    }

    /** Null, which is no constant to the compiler. */
    public static @Nullable Boolean noBoolean() {
        return null;
    }

    /** What an exception carries. */
    public static String suppressed(Throwable thrown) {
        return Arrays.toString(thrown.getSuppressed());
    }

    /** The same coroutine, by way of a call. */
    public static <T extends @Nullable Object> Coroutine<T> same(Coroutine<T> coroutine) {
        return coroutine;
    }

    /** The same number of elements, of which the third is null. */
    public static AsyncIterable<@Nullable Integer> numbers(AsyncIterable<String> texts) {
        return () -> new Numbers(texts.iterator());
    }

    private static final class Numbers implements AsyncIterator<@Nullable Integer> {
        private final AsyncIterator<String> texts;
        private int given;

        Numbers(AsyncIterator<String> texts) {
            this.texts = texts;
        }

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return texts.hasNextAsync();
        }

        @Override
        @SuppressWarnings("NullAway") // the element may be null: so says the type argument, which is overlooked
        public @Nullable Integer next() {
            texts.next();
            return given++ == 2 ? null : given;
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return texts.closeAsync();
        }

        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            return texts.closeAsync(failure);
        }
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

    /** Something to extend. */
    public abstract static class Base<T extends @Nullable Object> implements Body<T> {
        protected final int first;

        protected Base(int first, @Nullable Object second) {
            this.first = first + cut(second).length();
        }
    }

    /** Something of which all cases are known. */
    public sealed interface Form {
        /** Null for every fourth number. */
        static @Nullable Form of(int number) {
            var dot = new Dot(number & 7);
            return switch (number & 3) {
                case 0 -> dot;
                case 1 -> new Line(dot, new Dot(1));
                case 2 -> new Named<>("n" + (number & 7), number % 3 == 0 ? dot : new Line(dot, dot));
                default -> null;
            };
        }
    }

    /** The simplest form. */
    public record Dot(int at) implements Form {}

    /** A form of forms. */
    public record Line(Dot from, Dot to) implements Form {}

    /** A form with a type parameter. */
    public record Named<F extends Form>(String name, F form) implements Form {}

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

    /** The same for programs that know no records. */
    public static final class Duo {
        private final @Nullable Object left;
        private final int right;

        public Duo(@Nullable Object left, int right) {
            this.left = left;
            this.right = right;
        }

        public int right() {
            return right;
        }

        @Override
        public String toString() {
            return "Duo" + cut(left) + right;
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
