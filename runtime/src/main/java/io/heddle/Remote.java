package io.heddle;

/** Stands for a waiter of another loop: carries the news through that loop's door. */
final class Remote implements Listener {
    private final LoopCore loop;
    final Object waiter;

    Remote(LoopCore loop, Object waiter) {
        this.loop = loop;
        this.waiter = waiter;
    }

    @Override
    public void ended(Source<?> source) {
        loop.tell(waiter, source);
    }
}
