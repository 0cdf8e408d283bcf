package io.heddle;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A for-each loop over async elements that collects them; left by a failure, it closes the iterator as such a loop does. */
final class ToList<T extends @Nullable Object> extends Coroutine<List<T>> {
    private final AsyncIterable<T> iterable;

    ToList(AsyncIterable<T> iterable) {
        this.iterable = iterable;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        return new Loop<>(iterable.iterator()).run(t);
    }

    @Override
    protected String $describe() {
        return "toList()";
    }

    /** The loop, and its coroutine frame. */
    private static final class Loop<T extends @Nullable Object> extends CoroutineFrame {
        private final AsyncIterator<T> elements;
        private final List<T> list = new ArrayList<>();
        /** What the loop is being left by, while the iterator is closed. */
        private @Nullable Throwable thrown;

        Loop(AsyncIterator<T> elements) {
            this.elements = elements;
        }

        @Nullable
        Object run(Ctx t) {
            try {
                for (var more = ask(t); !t.suspending; more = ask(t)) {
                    if (!more) {
                        return Collections.unmodifiableList(list);
                    }
                    list.add(elements.next());
                }
                return null;
            } catch (Throwable e) {
                t.caught(e);
                return leave(e, t);
            }
        }

        private boolean ask(Ctx t) {
            return Boolean.TRUE.equals(awaiting(elements.hasNextAsync(), t));
        }

        private @Nullable Object leave(Throwable e, Ctx t) {
            thrown = e;
            Object leftBy;
            try {
                leftBy = awaiting(elements.closeAsync(e), t);
            } catch (Throwable ofClose) {
                t.caught(ofClose);
                leftBy = CloseAfterFailure.with(e, ofClose, t);
            }
            return t.suspending ? null : rethrow(leftBy);
        }

        private @Nullable Object awaiting(Coroutine<?> call, Ctx t) {
            var value = t.settled(call.$await(t));
            if (t.suspending) {
                t.capture(this);
            }
            return value;
        }

        private static @Nullable Object rethrow(@Nullable Object failure) {
            throw Sneaky.rethrow(Cast.known((Throwable) failure));
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            if (thrown != null) {
                return rethrow(failure == null ? value : CloseAfterFailure.with(thrown, failure, t));
            }
            if (failure != null) {
                return leave(failure, t);
            }
            if (!Boolean.TRUE.equals(value)) {
                return Collections.unmodifiableList(list);
            }
            try {
                list.add(elements.next());
            } catch (Throwable e) {
                return leave(e, t);
            }
            return run(t);
        }
    }
}
