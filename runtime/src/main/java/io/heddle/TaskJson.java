package io.heddle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dump as JSON; {@link TaskDump#json} tells its form. */
final class TaskJson {
    private final Map<Task<?>, Integer> ids = new HashMap<>();

    private TaskJson() {}

    static String of(TaskDump dump) {
        return Json.of(new TaskJson().object(dump));
    }

    private Map<String, @Nullable Object> object(TaskDump dump) {
        dump.tasks().forEach(task -> ids.put(task.task(), ids.size() + 1));
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("loops", dump.loops().stream().map(this::object).toList());
        object.put(
                "cycles",
                Cycles.in(dump).stream()
                        .map(cycle ->
                                cycle.stream().map(task -> ids.get(task.task())).toList())
                        .toList());
        return object;
    }

    private Map<String, @Nullable Object> object(LoopSnapshot loop) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", loop.loop());
        object.put("held", loop.held());
        object.put("tasks", loop.tasks().stream().map(this::object).toList());
        return object;
    }

    private Map<String, @Nullable Object> object(TaskSnapshot task) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", ids.get(task.task()));
        object.put("name", task.name());
        object.put("state", task.state());
        object.put("ageMillis", task.age().toMillis());
        object.put(
                "waitingMillis", task.waiting() == null ? null : task.waiting().toMillis());
        object.put("spawnedAt", task.origin());
        object.put("trace", task.trace());
        object.put(
                "awaits",
                task.awaits().stream().map(ids::get).filter(Objects::nonNull).toList());
        return object;
    }
}
