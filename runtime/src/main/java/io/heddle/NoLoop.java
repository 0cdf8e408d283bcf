package io.heddle;

/** The loop of tasks that never ran: closed from the beginning. */
final class NoLoop extends LoopCore {
    static final NoLoop INSTANCE = new NoLoop();

    private NoLoop() {
        super("of completed tasks", new Clock.Real(), FailureHandler.LOG, false);
        door.close(this);
        end.reach();
    }

    @Override
    boolean isDriven() {
        return false;
    }

    @Override
    boolean isDrivenByThisThread() {
        return false;
    }

    @Override
    void wakeUp() {}

    @Override
    BlockingWork blocking() {
        throw new IllegalStateException(this + " never runs");
    }
}
