package io.heddle;

/**
 * A callback of no loop, which runs wherever what it waits for comes to pass, be it in the midst of a task's step; with the
 * context variables of whoever asked for it. What it throws is reported or logged: whoever has completed a promise, or has
 * closed a loop, can do nothing about it, and has others to tell.
 */
final class OutsideCallback implements Runnable {
    private final Runnable action;
    private final Context context = ThreadState.get().context();

    OutsideCallback(Runnable action) {
        this.action = action;
    }

    @Override
    public void run() {
        var thread = ThreadState.get();
        if (thread.pass != null) {
            thread.pass.runCallback(action, context);
            return;
        }
        try {
            thread.runWith(context, action);
        } catch (Throwable e) {
            NoLoop.INSTANCE.failures.report("callback " + Called.of(action), e);
        }
    }
}
