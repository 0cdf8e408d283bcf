package io.heddle.it;

import io.heddle.rt.CoroutineFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the places of one woven run where a capture could fail, which is where a frame is allocated and
 * where it is linked, and makes one of these places fail.
 */
final class Captures {
    private static final int NONE = -1;

    private final Probe probe;
    private final int victim;
    private final Error error;
    private final List<String> captured = new ArrayList<>();
    private int events;
    private int await = NONE;
    private @Nullable CallOff calledOff;

    private Captures(Probe probe, int victim, Error error) {
        this.probe = probe;
        this.victim = victim;
        this.error = error;
    }

    /** Counts alone. */
    static Captures counting(Probe probe) {
        return new Captures(probe, NONE, new InjectedError());
    }

    /** Throws {@code error} at the place of number {@code victim}, counted from 0. */
    static Captures failing(Probe probe, int victim, Error error) {
        return new Captures(probe, victim, error);
    }

    /** A frame is about to be allocated. */
    void allocating() {
        event();
    }

    /** {@code frame} is about to be linked. */
    void capturing(CoroutineFrame frame) {
        event();
        var location = frame.location();
        captured.add(location == null ? "?" : location.getMethodName());
    }

    private void event() {
        var current = probe.awaits() - 1;
        if (current != await) {
            await = current;
            captured.clear();
        }
        if (events++ == victim) {
            calledOff = new CallOff(await, List.copyOf(captured), error);
            throw error;
        }
    }

    int events() {
        return events;
    }

    /** What the injected failure called off; null where its place was not reached. */
    @Nullable
    CallOff calledOff() {
        return calledOff;
    }
}
