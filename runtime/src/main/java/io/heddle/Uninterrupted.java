package io.heddle;

/** A wait of a thread that closes something: an interrupt does not end it, and is not lost either. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** What is waited for. */
    interface End {
        /** Waits so long at most, not at all where that is not positive; whether the end has come. */
        boolean await(long nanos) throws InterruptedException;
    }

    /**
     * Waits for {@code end}, until {@code deadline} at most, as {@link System#nanoTime} tells it. Where the thread is
     * interrupted meanwhile, its flag is set again afterwards.
     *
     * @return whether the end has come
     */
    static boolean await(long deadline, End end) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return end.await(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
