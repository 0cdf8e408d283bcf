package io.heddle.it;

import io.heddle.AsyncGenerator;
import io.heddle.AsyncIterable;
import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.Emitter;
import io.heddle.Thrown;
import io.heddle.rt.Sneaky;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * An async generator of the blocking reference. Its body has a thread, which is the simplest thing that can stop amid a
 * call; it and its consumer hand over to each other, so that one of the two runs.
 */
final class BlockingGenerator implements AsyncIterable<Object> {
    private final AsyncGenerator<Object> body;
    private final BlockingReference reference;

    BlockingGenerator(AsyncGenerator<Object> body, BlockingReference reference) {
        this.body = body;
        this.reference = reference;
    }

    @Override
    public AsyncIterator<Object> iterator() {
        return new Run();
    }

    private final class Run implements AsyncIterator<Object>, Emitter<Object> {
        private final Semaphore toBody = new Semaphore(0);
        private final Semaphore toConsumer = new Semaphore(0);
        private @Nullable Object element;
        private boolean hasElement;
        private @Nullable Throwable failure;
        private boolean hasBegun;
        private boolean hasEnded;
        private boolean closing;
        private boolean ignoredClosing;

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            return new Step<>("hasNextAsync", () -> {
                if (!hasElement && !hasEnded) {
                    goOn();
                }
                return hasElement;
            });
        }

        @Override
        public Object next() {
            if (!hasElement) {
                throw new NoSuchElementException("next() where hasNext() has found no element");
            }
            hasElement = false;
            return give();
        }

        @SuppressWarnings("NullAway") // an element may be null
        private Object give() {
            return element;
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return new Step<>("closeAsync", () -> {
                close();
                return nothing();
            });
        }

        @Override
        public Coroutine<Throwable> closeAsync(Throwable left) {
            return new Step<>("closeAsync", () -> {
                try {
                    close();
                } catch (Throwable e) {
                    if (e != left) {
                        left.addSuppressed(e);
                    }
                }
                return left;
            });
        }

        @Override
        public void close() {
            if (hasBegun && !hasEnded) {
                closing = true;
                hasElement = false;
                goOn();
            }
            hasEnded = true;
        }

        /** Lets the body run until it emits or ends, and throws what it throws. */
        private void goOn() {
            if (hasBegun) {
                toBody.release();
            } else {
                hasBegun = true;
                var thread = new Thread(this::run, "body of an async generator");
                thread.setDaemon(true);
                thread.start();
            }
            toConsumer.acquireUninterruptibly();
            var thrown = failure;
            failure = null;
            if (thrown != null && !(closing && Thrown.isGeneratorExit(thrown))) {
                throw Sneaky.rethrow(thrown);
            }
        }

        private void run() {
            try {
                reference.await(body.run(this));
            } catch (Throwable e) {
                failure = e;
            }
            hasEnded = true;
            toConsumer.release();
        }

        @Override
        public Coroutine<Void> emit(Object value) {
            return new Step<>("emit", () -> {
                hand(value);
                return nothing();
            });
        }

        private void hand(Object value) {
            if (!closing) {
                element = value;
                hasElement = true;
            } else if (!ignoredClosing) {
                ignoredClosing = true;
                throw new IllegalStateException(
                        "emit(..) of an async generator that is being closed: its consumer has left");
            } else {
                // It is given up here, and its thread with it.
                failure = new IllegalStateException(
                        "the async generator ignored that it was closed, and emitted an element");
                hasEnded = true;
            }
            toConsumer.release();
            toBody.acquireUninterruptibly();
            if (closing) {
                throw Sneaky.rethrow(Thrown.generatorExit());
            }
        }

        @SuppressWarnings("NullAway") // Void has no other value
        private Void nothing() {
            return null;
        }
    }
}
