package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.model.Box;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Whether a body boxes whatever it completes with, on the spot: then its start gives the primitive, and nobody makes
 * the box. The body decides, never the signature: {@code done(null)} is legal for every type, and a box that came from
 * elsewhere keeps its identity.
 */
public final class RawResultAnalysis {
    private RawResultAnalysis() {}

    /** The box that every completion of a normalised method makes; null where one completes with anything else. */
    public static @Nullable Box of(NormalMethod method) {
        var completions = method.completions();
        if (completions.stream().noneMatch(done -> Box.boxedBy(Neighbours.onlyPredecessor(done)) != null)) {
            return null;
        }
        var reachable = method.reachable();
        Box common = null;
        for (var i = reachable.nextSetBit(0); i >= 0; i = reachable.nextSetBit(i + 1)) {
            var insn = method.flow().insn(i);
            if (insn.getOpcode() == Opcodes.ARETURN) {
                return null;
            }
            if (completions.contains(insn)) {
                var box = Box.boxedBy(Neighbours.onlyPredecessor(insn));
                if (box == null || (common != null && common != box)) {
                    return null;
                }
                common = box;
            }
        }
        return common;
    }

    /** The boxing before each completion of a body with a raw result. */
    static Set<AbstractInsnNode> boxings(Set<AbstractInsnNode> completions) {
        var boxings = new LinkedHashSet<AbstractInsnNode>();
        for (var done : completions) {
            var boxing = Neighbours.onlyPredecessor(done);
            if (boxing != null) {
                boxings.add(boxing);
            }
        }
        return boxings;
    }
}
