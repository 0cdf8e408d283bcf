package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * Suspension points of a compact body that are reloaded together: they have the same operands, and no local lives in one
 * field at one of them and in another field at another. All locals of all of them are reloaded; the
 * fields that a point doesn't use are cleared or stale, and the locals that they are loaded into are dead there.
 */
final class SharedReload {
    /** With fewer points, the second switch takes more code than the reload that is saved. */
    private static final int FEWEST_POINTS = 4;

    private final List<SuspensionPoint> points = new ArrayList<>();
    private final TreeMap<Integer, SavedValue> locals = new TreeMap<>();

    private SharedReload() {}

    /** Those of a body; none where it is not compact. */
    static List<SharedReload> of(MethodPlan plan) {
        var candidates = new LinkedHashMap<List<SavedValue>, List<SharedReload>>();
        if (plan.names().compact()) {
            for (var point : plan.points()) {
                add(point, candidates.computeIfAbsent(point.operands(), operands -> new ArrayList<>()));
            }
        }
        return candidates.values().stream()
                .flatMap(List::stream)
                .filter(reload -> reload.points.size() >= FEWEST_POINTS)
                .toList();
    }

    private static void add(SuspensionPoint point, List<SharedReload> reloads) {
        var reload = reloads.stream()
                .filter(each -> each.agreesWith(point))
                .findFirst()
                .orElse(null);
        if (reload == null) {
            reload = new SharedReload();
            reloads.add(reload);
        }
        reload.points.add(point);
        for (var local : point.locals()) {
            reload.locals.put(local.slot(), local);
        }
    }

    private boolean agreesWith(SuspensionPoint point) {
        return point.locals().stream().allMatch(this::agreesWith);
    }

    private boolean agreesWith(SavedValue local) {
        var same = locals.get(local.slot());
        var below = locals.get(local.slot() - 1);
        var overlapsBelow = below != null && below.type().getSize() == 2;
        var overlapsAbove = local.type().getSize() == 2 && locals.containsKey(local.slot() + 1);
        return (same == null || same.equals(local)) && !overlapsBelow && !overlapsAbove;
    }

    /** In the order of the code. */
    List<SuspensionPoint> points() {
        return points;
    }

    SuspensionPoint first() {
        return points.get(0);
    }

    /** What is reloaded, by ascending slot. */
    Collection<SavedValue> locals() {
        return locals.values();
    }
}
