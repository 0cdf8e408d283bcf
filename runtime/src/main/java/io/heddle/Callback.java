package io.heddle;

/** A callback in the ready queue, with the context variables of whoever asked for it. */
class Callback implements Runnable {
    final LoopCore loop;
    private final Runnable action;
    private final Context context;

    Callback(LoopCore loop, Runnable action) {
        this.loop = loop;
        this.action = action;
        this.context = ThreadState.get().context();
    }

    /** Runs it, in a step of its own. What it throws goes to the loop's exception handler. */
    @Override
    public void run() {
        loop.runCallback(action, context);
    }
}
