package io.heddle.it;

import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;

/**
 * Something to loop over. It tells the probe what it is asked for, and awaits the probe; its elements are its name with a
 * number behind.
 */
public final class ProbeItems implements AsyncIterable<String> {
    private final Probe probe;
    private final String name;
    private final int count;
    private final Quirk quirk;

    ProbeItems(Probe probe, String name, int count, Quirk quirk) {
        this.probe = probe;
        this.name = name;
        this.count = count;
        this.quirk = quirk;
    }

    @Override
    public AsyncIterator<String> iterator() {
        probe.log("iterator of " + name);
        return new Items();
    }

    /** What goes wrong in a loop. */
    public enum Quirk {
        /** Nothing. */
        NONE,
        /** It fails to tell whether there is a third element. */
        HAS_NEXT_FAILS,
        /** It fails to give the second element. */
        NEXT_FAILS,
        /** It can't be closed. */
        CLOSE_FAILS,
        /** A loop that is left by an exception is left by another one. */
        REPLACES,
        /** It forgets what the loop is left by. */
        FORGETS;

        /** All of them, for programs that can't know. */
        public static Quirk[] all() {
            return values();
        }

        /** What closes after {@code failure}, and may fail with {@code ownFailure}. */
        @SuppressWarnings("NullAway") // an implementation that breaks the rules is one to be tested
        Coroutine<Throwable> closing(Probe probe, Throwable failure, RuntimeException ownFailure) {
            return switch (this) {
                case CLOSE_FAILS -> probe.fail(ownFailure);
                case REPLACES -> probe.value(new IllegalStateException("in place of " + Text.of(failure)));
                case FORGETS -> probe.value(null);
                default -> probe.value(failure);
            };
        }
    }

    private final class Items implements AsyncIterator<String> {
        private int given;

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return given == 2 && quirk == Quirk.HAS_NEXT_FAILS
                    ? probe.fail(failure("hasNext"))
                    : probe.value(given < count);
        }

        @Override
        public String next() {
            if (given == 1 && quirk == Quirk.NEXT_FAILS) {
                throw failure("next");
            }
            var item = name + given++;
            probe.log("next " + item);
            return item;
        }

        @Override
        public Coroutine<Void> closeAsync() {
            probe.log("close " + name);
            return quirk == Quirk.CLOSE_FAILS ? probe.fail(failure("close")) : probe.pause();
        }

        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            probe.log("close " + name + " after " + Text.of(failure));
            return quirk.closing(probe, failure, failure("close"));
        }

        private RuntimeException failure(String what) {
            return new IllegalStateException(what + " of " + name + " fails");
        }
    }
}
