package io.heddle.sync;

import io.heddle.AsyncIterator;
import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.Task;
import io.heddle.WaitQueue;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Gets the elements of a queue one by one; an element is taken as soon as it is known to be there. */
final class QueueIterator<T> implements AsyncIterator<T> {
    private final AsyncQueue<T> queue;
    private @Nullable T taken;

    QueueIterator(AsyncQueue<T> queue) {
        this.queue = queue;
    }

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return new HasNext<>(this);
    }

    @Override
    public T next() {
        var next = taken;
        if (next == null) {
            throw new NoSuchElementException("next() of a queue's iterator before hasNextAsync() has given true");
        }
        taken = null;
        return next;
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return Coroutines.done();
    }

    private static final class HasNext<T> extends AsyncQueue.Taking<Boolean, T> {
        private final QueueIterator<T> iterator;

        HasNext(QueueIterator<T> iterator) {
            super(iterator.queue);
            this.iterator = iterator;
        }

        @Override
        protected @Nullable WaitQueue<?> enter(Task<?> task) {
            return iterator.taken == null ? super.enter(task) : null;
        }

        @Override
        protected Boolean proceed(Task<?> task) {
            if (iterator.taken == null) {
                return super.proceed(task);
            }
            passOn();
            return true;
        }

        @Override
        Boolean taken(T element) {
            iterator.taken = element;
            return true;
        }

        @Override
        Boolean ended(QueueShutDownException reason) {
            return false;
        }

        @Override
        protected String $describe() {
            return "AsyncQueue.iterator().hasNextAsync()";
        }
    }
}
