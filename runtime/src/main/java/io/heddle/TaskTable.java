package io.heddle;

import java.util.ArrayList;
import java.util.List;

/** The tasks of all loops, one to a line, in columns as wide as they must be. */
final class TaskTable {
    private static final List<String> HEADING = List.of("TASK", "STATE", "FOR", "AGE", "AT", "SPAWNED AT", "LOOP");

    private TaskTable() {}

    static String of(TaskDump dump) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADING);
        for (var loop : dump.loops()) {
            loop.tasks().forEach(task -> rows.add(row(task, loop.loop())));
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static List<String> row(TaskSnapshot task, String loop) {
        return List.of(
                task.name(),
                task.state(),
                task.waiting() == null ? "-" : Durations.words(task.waiting()),
                Durations.words(task.age()),
                task.trace().isEmpty() ? "-" : task.trace().get(0).toString(),
                task.origin() == null ? "-" : task.origin().toString(),
                loop);
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
