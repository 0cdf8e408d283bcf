package io.heddle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The life of a task in a recording of the JDK's Flight Recorder. */
@Name("io.heddle.Task")
@Label("Task")
@Description("A task, from its spawn to its end")
@Category("Heddle")
@StackTrace(false)
final class JfrTask extends Event {
    @Label("Task")
    @Nullable
    String task;

    @Label("Loop")
    @Nullable
    String loop;

    @Label("Spawned At")
    @Nullable
    String spawnedAt;

    @Label("End")
    @Nullable
    String end;
}
