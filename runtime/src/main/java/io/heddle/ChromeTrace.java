package io.heddle;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens on a loop as a picture for the trace viewers of browsers ({@code ui.perfetto.dev},
 * {@code chrome://tracing}). The loop is a process with a row for its steps; below that each task has a row of its own,
 * with a span for its life, and in that a span for each step and each await:
 *
 * <pre>
 *   steps   |Task-1|Task-2|Task-3|        |Task-2|  |Task-3|Task-1|
 *   Task-1  |------------------- Task-1 ---------------------------|
 *           |step|------------- await gather -----------------|step|
 *   Task-2         |step|---- await sleep -----|step|
 * </pre>
 *
 * Times are those of the loop's clock: under virtual time a step takes none. Where the JVM ends before the loop is
 * closed, the spans that are open end there, and so does the file.
 */
final class ChromeTrace implements LoopListener {
    private static final int STEPS = 0;

    private final BufferedWriter out;
    private final Map<Task<?>, Row> rows = new LinkedHashMap<>();
    private final Thread atShutdown = new Thread(this::cutOff, "heddle-trace");
    private int lastRow = STEPS;
    private boolean isBegun;
    private boolean isClosed;

    /** Creates the file, or begins it anew. */
    ChromeTrace(Path file) {
        try {
            out = Files.newBufferedWriter(file);
            out.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the trace " + file, e);
        }
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /** The row of a task that is not done, and when its latest span began. */
    private static final class Row {
        final int number;
        final long spawned;
        long since;

        @Nullable
        Map<String, @Nullable Object> await;

        Row(int number, long spawned) {
            this.number = number;
            this.spawned = spawned;
        }
    }

    @Override
    public synchronized void spawned(Task<?> task) {
        if (lastRow == STEPS) {
            name("process_name", STEPS, task.loop.toString());
            name("thread_name", STEPS, "steps");
        }
        rows.put(task, new Row(++lastRow, now(task)));
    }

    @Override
    public synchronized void stepBegins(Task<?> task) {
        var row = rowOf(task);
        if (row.await != null) {
            span(row.await, row.number, row.since, now(task));
            row.await = null;
        }
        row.since = now(task);
    }

    @Override
    public synchronized void stepEnded(Task<?> task) {
        var row = rowOf(task);
        var now = now(task);
        span(event(task.name()), STEPS, row.since, now);
        span(event("step"), row.number, row.since, now);
        row.since = now;
        if (task.isDone()) {
            rows.remove(task);
            name("thread_name", row.number, task.name());
            span(life(task), row.number, row.spawned, now);
        } else {
            row.await = await(task);
        }
    }

    private Row rowOf(Task<?> task) {
        return Cast.known(rows.get(task));
    }

    private static long now(Task<?> task) {
        return task.loop.nanoTime();
    }

    private static Map<String, @Nullable Object> await(Task<?> task) {
        var event = event("await " + task.latestAwait());
        var place = task.awaitedAt();
        if (place != null) {
            event.put("args", Map.of("at", place));
        }
        return event;
    }

    private static Map<String, @Nullable Object> life(Task<?> task) {
        var event = event(task.name());
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("end", task.stateInWords());
        var origin = task.origin();
        if (origin != null) {
            arguments.put("spawned at", origin);
        }
        event.put("args", arguments);
        return event;
    }

    private static Map<String, @Nullable Object> event(String name) {
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("name", name);
        return event;
    }

    private void span(Map<String, @Nullable Object> event, int row, long begin, long end) {
        event.put("ph", "X");
        event.put("pid", 1);
        event.put("tid", row);
        event.put("ts", micros(begin));
        event.put("dur", micros(end - begin));
        write(event);
    }

    private void name(String what, int row, String name) {
        var event = event(what);
        event.put("ph", "M");
        event.put("pid", 1);
        event.put("tid", row);
        event.put("args", Map.of("name", name));
        write(event);
    }

    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3);
    }

    private void write(Map<String, @Nullable Object> event) {
        if (isClosed) {
            return;
        }
        try {
            out.write(isBegun ? ",\n" : "\n");
            out.write(Json.of(event));
            isBegun = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the trace", e);
        }
    }

    @Override
    public void closed() {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException shutsDown) {
            return; // the hook closes the file
        }
        close();
    }

    /** The JVM ends: what is open ends now. On a thread of its own. */
    private synchronized void cutOff() {
        rows.forEach((task, row) -> {
            var now = now(task);
            span(row.await == null ? event("step") : row.await, row.number, row.since, now);
            name("thread_name", row.number, task.name());
            span(life(task), row.number, row.spawned, now);
        });
        close();
    }

    private synchronized void close() {
        isClosed = true;
        try {
            out.write("\n]}\n");
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the trace", e);
        }
    }

    @Override
    public String toString() {
        return "trace";
    }
}
