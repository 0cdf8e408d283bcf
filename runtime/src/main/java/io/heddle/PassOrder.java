package io.heddle;

import java.util.Random;
import java.util.function.Supplier;

/** How a loop goes through what is ready: it arranges the queue before each pass, and says how long that pass is. */
@FunctionalInterface
interface PassOrder {
    /** First come, first served; makes itself, as it has no state. */
    Fifo FIFO = new Fifo();

    /**
     * Arranges {@code ready}, which is not empty.
     *
     * @return how many entries the pass runs at most
     */
    int arrange(ReadyQueue ready);

    /** See {@link #FIFO}. */
    final class Fifo implements PassOrder, Supplier<PassOrder> {
        private Fifo() {}

        @Override
        public int arrange(ReadyQueue ready) {
            return Integer.MAX_VALUE;
        }

        @Override
        public PassOrder get() {
            return this;
        }
    }

    /**
     * Any order, the same for the same seed. Passes of different length let some tasks get ahead of others by several
     * steps, as the latencies of a network do.
     */
    static PassOrder shuffled(long seed) {
        var random = new Random(seed);
        return ready -> {
            ready.shuffleTasks(random);
            return 1 + random.nextInt(ready.size());
        };
    }

    /** The order that somebody chooses, step by step. */
    static PassOrder chosen(TaskOrder order) {
        return ready -> {
            var tasks = ready.tasks();
            if (tasks.size() > 1 && ready.startsWithTask()) {
                ready.moveToFront(tasks.get(order.choose(tasks)));
            }
            return 1;
        };
    }
}
