package io.heddle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A wait of a task in a recording of the JDK's Flight Recorder. */
@Name("io.heddle.Await")
@Label("Await")
@Description("A task waits")
@Category("Heddle")
@StackTrace(false)
@Threshold("20 ms")
final class JfrAwait extends Event {
    @Label("Task")
    @Nullable
    String task;

    @Label("Loop")
    @Nullable
    String loop;

    @Label("Awaited")
    @Nullable
    String awaited;

    @Label("At")
    @Nullable
    String at;
}
