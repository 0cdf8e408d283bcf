package io.heddle.benchmarks;

import io.heddle.Coroutines;
import java.io.IOException;
import java.util.List;

/** The time from the start of a JVM to the end of a program that prints one line, and the classes that it loads. */
final class FirstLine {
    static final String NAME = "FirstLine";

    private FirstLine() {}

    static void addTo(FigureTable table) throws IOException, InterruptedException {
        for (var peer : List.of(Peer.heddle, Peer.plain, Peer.kotlin)) {
            var start = System.nanoTime();
            ChildJvm.run(List.of("-Xshare:auto"), FirstLine.class, peer.name());
            var millis = (System.nanoTime() - start) / 1e6;
            table.add(NAME, "ms", peer, new Figure(millis, Double.NaN));
            var classes = ChildJvm.run(List.of("-Xlog:class+load"), FirstLine.class, peer.name());
            var loaded =
                    classes.lines().filter(line -> line.contains("source:")).count();
            table.add(NAME + ", classes loaded", "", peer, new Figure(loaded, Double.NaN));
        }
    }

    /** Says hello in the way of the peer that {@code args} name. */
    public static void main(String[] args) {
        switch (Peer.valueOf(args[0])) {
            case heddle -> Coroutines.run(HeddlePeer.hello());
            case kotlin -> KotlinPeer.hello();
            default -> System.out.println("Hello");
        }
    }
}
