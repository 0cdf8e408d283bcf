package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.VerificationType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one coroutine frame class. Suspension points share them: the n-th value of a type at any point lives in
 * the n-th field of that type, so that a frame has as many fields of a type as the point that needs most.
 */
final class FrameLayout {
    private final List<FrameField> fields = new ArrayList<>();
    private final Map<String, List<FrameField>> byDescriptor = new HashMap<>();

    /** Hands out the fields of one suspension point, each once. */
    final class Point {
        private final Map<String, Integer> used = new HashMap<>();

        @Nullable
        FrameField fieldFor(VerificationType type) {
            if (type.kind() == VerificationType.Kind.NULL) {
                return null;
            }
            var desc = type.declaredType().getDescriptor();
            var ordinal = used.merge(desc, 1, Integer::sum) - 1;
            var ofType = byDescriptor.computeIfAbsent(desc, d -> new ArrayList<>());
            if (ordinal == ofType.size()) {
                var field = new FrameField(prefix(desc) + fields.size(), desc);
                ofType.add(field);
                fields.add(field);
            }
            return ofType.get(ordinal);
        }
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
