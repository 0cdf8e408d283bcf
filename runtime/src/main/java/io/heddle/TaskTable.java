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
        var widths = widths(rows);
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < widths.length; column++) {
                var cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
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

    private static int[] widths(List<List<String>> rows) {
        var widths = new int[HEADING.size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }
}
