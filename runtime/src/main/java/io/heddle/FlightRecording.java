package io.heddle;

import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/**
 * Whether a recording of the JDK's Flight Recorder wants to know of tasks. Apart from {@link JfrRecorder}, so that a program
 * that records nothing loads no event: that takes longer than all the rest of its start.
 */
final class FlightRecording {
    /** The JDK need not have the module. */
    private static final boolean HAS_JFR =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Events that are asked whether they would be recorded; never committed. */
    private static final class Probe {
        static final Event TASK = new JfrTask();
        static final Event STEP = new JfrStep();
        static final Event AWAIT = new JfrAwait();
        static final Event LAG = new JfrLag();
    }

    /** Whether a recording runs that wants to know of any of this. */
    static boolean isOn() {
        return HAS_JFR
                && FlightRecorder.isInitialized()
                && (Probe.TASK.isEnabled()
                        || Probe.STEP.isEnabled()
                        || Probe.AWAIT.isEnabled()
                        || Probe.LAG.isEnabled());
    }
}
