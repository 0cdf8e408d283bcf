package io.heddle;

import org.jspecify.annotations.Nullable;

/** What the consumer of an async generator has in hand. */
final class GeneratorIterator<T extends @Nullable Object> implements AsyncIterator<T> {
    private final GeneratorRun<T> run;
    private final HasNext hasNext;

    GeneratorIterator(AsyncGenerator<T> body) {
        this.run = new GeneratorRun<>(body);
        this.hasNext = new HasNext(t -> run.advance(this, t));
    }

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return hasNext;
    }

    @Override
    public T next() {
        return run.take();
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return Cast.to(new GeneratorClose(run));
    }
}
