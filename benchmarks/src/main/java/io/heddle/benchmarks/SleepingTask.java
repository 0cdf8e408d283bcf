package io.heddle.benchmarks;

import io.heddle.Coroutines;
import java.io.IOException;
import java.util.List;

/** The heap that a task holds while it sleeps: of a million of them, in a JVM of its own. */
final class SleepingTask {
    static final String NAME = "SleepingTask";

    private static final int TASKS = 1_000_000;
    private static final List<String> JVM_ARGS =
            List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "-Djdk.virtualThreadScheduler.parallelism=1");

    private SleepingTask() {}

    static void addTo(FigureTable table) throws IOException, InterruptedException {
        for (var peer : List.of(Peer.heddle, Peer.kotlin, Peer.virtualThread)) {
            if (peer.exists()) {
                var bytes = ChildJvm.run(JVM_ARGS, SleepingTask.class, peer.name());
                table.add(NAME, "B held", peer, new Figure(Double.parseDouble(bytes.trim()), Double.NaN));
            }
        }
    }

    /** Prints the bytes of one task of the peer that {@code args} name. */
    public static void main(String[] args) {
        var before = usedHeap();
        Runnable measure = () -> System.out.println((double) (usedHeap() - before) / TASKS);
        switch (Peer.valueOf(args[0])) {
            case heddle -> Coroutines.run(HeddlePeer.sleepers(TASKS, measure));
            case kotlin -> KotlinPeer.sleepers(TASKS, measure);
            case virtualThread -> VirtualThreadPeer.sleepers(TASKS, measure);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
