package io.heddle.instrumenter.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What fills the coroutine frame at one suspension point, or at several that save the same values in the same fields.
 *
 * @param points at least one, in the order of the code
 */
public record Capture(List<SuspensionPoint> points) {
    /** The captures of some points, one for each point, in their order. */
    static List<Capture> of(List<SuspensionPoint> points) {
        record Saved(List<SavedValue> operands, List<SavedValue> locals) {}
        var sharing = new HashMap<Saved, List<SuspensionPoint>>();
        var keys = new ArrayList<Saved>();
        for (var point : points) {
            var key = new Saved(point.operands(), point.locals());
            keys.add(key);
            sharing.computeIfAbsent(key, k -> new ArrayList<>()).add(point);
        }
        Map<Saved, Capture> captures = new HashMap<>();
        sharing.forEach((key, sharers) -> captures.put(key, new Capture(List.copyOf(sharers))));
        return keys.stream().map(captures::get).toList();
    }

    /** As that of the points, cheap. */
    @Override
    public int hashCode() {
        return first().hashCode();
    }

    /** The point after which it is named. */
    public SuspensionPoint first() {
        return points.get(0);
    }

    /** Whether it serves several points, so that it has to be told which one waits. */
    public boolean isShared() {
        return points.size() > 1;
    }
}
