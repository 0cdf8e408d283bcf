package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.VerificationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one coroutine frame class. Suspension points share them: a frame has as many fields of a type as the
 * point that needs most. A local keeps its field from one point to the next wherever it can, so that points have their
 * reloads in common.
 */
final class FrameLayout {
    private final List<FrameField> fields = new ArrayList<>();
    private final Map<String, List<FrameField>> byDescriptor = new HashMap<>();
    private final Map<Home, FrameField> homes = new HashMap<>();

    /** A local or operand of one type, which had a field at an earlier point. */
    private record Home(int slot, String desc) {}

    /** Gives each of the values that one suspension point saves a field of its own; the type of null needs none. */
    List<SavedValue> place(List<SavedValue> values) {
        var placed = new ArrayList<>(values);
        var taken = new HashSet<FrameField>();
        for (var i = 0; i < values.size(); i++) {
            var home = homes.get(homeOf(values.get(i)));
            if (home != null && taken.add(home)) {
                placed.set(i, values.get(i).in(home));
            }
        }
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (placed.get(i).field() == null && value.type().kind() != VerificationType.Kind.NULL) {
                var field = freeField(value.type(), taken);
                homes.putIfAbsent(homeOf(value), field);
                placed.set(i, value.in(field));
            }
        }
        return List.copyOf(placed);
    }

    private static @Nullable Home homeOf(SavedValue value) {
        return value.type().kind() == VerificationType.Kind.NULL
                ? null
                : new Home(value.slot(), value.type().declaredType().getDescriptor());
    }

    private FrameField freeField(VerificationType type, Set<FrameField> taken) {
        var desc = type.declaredType().getDescriptor();
        var ofType = byDescriptor.computeIfAbsent(desc, d -> new ArrayList<>());
        for (var field : ofType) {
            if (taken.add(field)) {
                return field;
            }
        }
        var field = new FrameField(prefix(desc) + fields.size(), desc);
        ofType.add(field);
        fields.add(field);
        taken.add(field);
        return field;
    }

    private static String prefix(String desc) {
        return switch (desc.charAt(0)) {
            case 'L', '[' -> "l";
            default -> desc.toLowerCase(Locale.ROOT);
        };
    }

    List<FrameField> fields() {
        return List.copyOf(fields);
    }
}
