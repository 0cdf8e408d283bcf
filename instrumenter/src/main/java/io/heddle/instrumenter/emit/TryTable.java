package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The exception table of an emitted body. What is emitted out of line on behalf of an await belongs to the try ranges of
 * that await; each such range is entered where the original stands in the table, so that the order of handlers stays.
 *
 * <p>In the compact shape the original entry follows, as it was. The JVM never gets to it, for the one with the landing
 * pad has the same range; but coverage tools know {@code finally} and try-with-resources by it, and count what javac
 * copied once.
 */
final class TryTable {
    private final List<OutOfLine> outOfLine = new ArrayList<>();

    private record OutOfLine(SuspensionPoint point, LabelNode start, LabelNode end) {}

    /** Puts a stretch of code into the try ranges of an await. */
    void cover(SuspensionPoint point, LabelNode start, LabelNode end) {
        outOfLine.add(new OutOfLine(point, start, end));
    }

    List<TryCatchBlockNode> build(MethodPlan plan, LandingPads pads) {
        var table = new ArrayList<>(pads.guards());
        for (var block : plan.method().tryCatchBlocks) {
            pads.ranges(block).forEach(range -> table.add(entry(range.start(), range.end(), block, pads)));
            for (var stretch : outOfLine) {
                if (plan.flow().handlers(stretch.point().index()).contains(block)) {
                    table.add(entry(stretch.start(), stretch.end(), block, pads));
                }
            }
            if (plan.names().compact()) {
                pads.userRange(block)
                        .ifPresent(range -> table.add(new TryCatchBlockNode(
                                range.start(), range.end(), pads.userHandlerOf(block), block.type)));
            }
        }
        return table;
    }

    private static TryCatchBlockNode entry(
            LabelNode start, LabelNode end, TryCatchBlockNode original, LandingPads pads) {
        return new TryCatchBlockNode(start, end, pads.padOf(original), original.type);
    }
}
