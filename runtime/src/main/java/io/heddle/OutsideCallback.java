package io.heddle;

/**
 * A callback that runs in no pass of a loop, but wherever what it waits for comes to pass; with the context variables of
 * whoever asked for it. What it throws is logged: whoever has completed a promise, or has closed a loop, can do nothing
 * about it, and has others to tell.
 */
final class OutsideCallback implements Runnable {
    private final Runnable action;
    private final Context context = ThreadState.get().context();

    OutsideCallback(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        try {
            ThreadState.get().runWith(context, action);
        } catch (Throwable e) {
            NoLoop.INSTANCE.failures.report("callback " + Called.of(action), e);
        }
    }
}
