package io.heddle.sync;

/** What a {@link Guard} gives back. */
interface Releasable {
    void release();
}
