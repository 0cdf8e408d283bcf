package io.heddle.benchmarks;

/** Who does the work; in the order of the report's columns, by the names of the benchmarks' methods. */
enum Peer {
    heddle("Heddle"),
    plain("plain Java"),
    kotlin("Kotlin"),
    virtualThread("virtual threads"),
    continuation("`Continuation`"),
    eaAsync("ea-async"),
    futures("`CompletableFuture`"),
    reactor("Reactor");

    private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

    final String title;

    Peer(String title) {
        this.title = title;
    }

    /** Whether this JDK has what the peer needs. */
    boolean exists() {
        return (this != virtualThread && this != continuation)
                || Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS;
    }
}
