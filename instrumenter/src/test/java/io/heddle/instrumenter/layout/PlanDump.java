package io.heddle.instrumenter.layout;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A plan as text: a line for each suspension point with what it saves, then the fields of the coroutine frame. */
final class PlanDump {
    private PlanDump() {}

    static String of(MethodPlan plan) {
        var points = plan.points().stream()
                .map(point -> "%d at line %d: %s, locals %s, operands %s\n"
                        .formatted(
                                point.number(),
                                point.line(),
                                form(point),
                                values(point.locals()),
                                values(point.operands())))
                .collect(joining());
        return points
                + plan.fields().stream()
                        .map(field -> field.name() + " " + field.desc())
                        .collect(joining(", ", "fields ", "\n"));
    }

    private static String form(SuspensionPoint point) {
        var form = point.form();
        var text = "stage";
        if (form instanceof AwaitForm.Direct direct) {
            text = "direct " + direct.callee().method();
        } else if (form instanceof AwaitForm.Face face) {
            text = "face " + face.receiver();
        }
        return text + (form.raw() == null ? "" : " gives " + form.raw()) + (point.raw() == null ? "" : " taken raw");
    }

    private static String values(List<SavedValue> values) {
        return values.stream().map(PlanDump::value).collect(joining(" ", "[", "]"));
    }

    private static String value(SavedValue value) {
        var field = value.field();
        return (value.slot() < 0 ? "" : value.slot() + ":")
                + value.type()
                + (field == null ? " anew" : " in " + field.name());
    }
}
