package io.heddle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** How late a loop was, in a recording of the JDK's Flight Recorder. */
@Name("io.heddle.LoopLag")
@Label("Loop Lag")
@Description("Something was due, and ran so much later, because steps held the loop")
@Category("Heddle")
@StackTrace(false)
final class JfrLag extends Event {
    @Label("Loop")
    @Nullable
    String loop;

    @Label("Lag")
    @Timespan(Timespan.NANOSECONDS)
    long lag;
}
