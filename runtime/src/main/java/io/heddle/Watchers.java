package io.heddle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who watches the steps of a loop: those that were asked for, and one that records while the JVM's Flight Recorder does.
 * Most often nobody, and then a step costs no more than that question.
 */
final class Watchers {
    private final LoopCore loop;
    private final List<LoopListener> askedFor = new ArrayList<>();
    private @Nullable JfrRecorder recorder;
    private @Nullable LoopListener all;

    Watchers(LoopCore loop) {
        this.loop = loop;
    }

    /** All of them as one; null for nobody. */
    @Nullable
    LoopListener all() {
        return all;
    }

    /** Adds one; before the loop runs. */
    void add(LoopListener listener) {
        askedFor.add(listener);
        join();
    }

    /**
     * Records from now on, or no longer, as the JVM's Flight Recorder does.
     *
     * @return whether anything has changed
     */
    boolean followRecorder() {
        if (FlightRecording.isOn() == (recorder != null)) {
            return false;
        }
        recorder = recorder == null ? new JfrRecorder(loop) : null;
        join();
        return true;
    }

    private void join() {
        var listeners = new ArrayList<>(askedFor);
        if (recorder != null) {
            listeners.add(recorder);
        }
        all = listeners.isEmpty() ? null : new Listeners(listeners, loop.failures);
    }
}
