package io.heddle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A step of a task in a recording of the JDK's Flight Recorder. */
@Name("io.heddle.Step")
@Label("Step")
@Description("A task runs from one await to the next, and nothing else does on its loop")
@Category("Heddle")
@StackTrace(false)
@Threshold("10 ms")
final class JfrStep extends Event {
    @Label("Task")
    @Nullable
    String task;

    @Label("Loop")
    @Nullable
    String loop;
}
