package io.heddle.it;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;

/** Stands between woven targets and {@link Ctx#capture}, and tells the {@link Captures} of the current run. */
final class CaptureHook {
    private Captures captures;

    CaptureHook(Captures captures) {
        this.captures = captures;
    }

    /** A new run begins. */
    void begin(Captures next) {
        captures = next;
    }

    void allocate() {
        captures.allocating();
    }

    void capture(Ctx t, CoroutineFrame frame) {
        captures.capturing(frame);
        t.capture(frame);
    }
}
