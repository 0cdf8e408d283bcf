package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.model.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * The cast and the call that take the box off an await's result at once.
 *
 * @param box the box that is taken off; null where there is no such pair behind the await
 * @param insns the two instructions, or nothing
 */
record Unboxing(@Nullable Box box, List<AbstractInsnNode> insns) {
    /** Nothing that would be taken off. */
    static final Unboxing NONE = new Unboxing(null, List.of());

    /** Looks behind the await at {@code index}; the pair must stand in the same try ranges. */
    static Unboxing behind(AbstractInsnNode await, int index, ControlFlow flow) {
        var cast = Neighbours.onlySuccessor(await);
        var call = cast == null ? null : Neighbours.onlySuccessor(cast);
        var box = Box.unboxedBy(cast, call);
        if (box == null || cast == null || call == null) {
            return NONE;
        }
        var end = index;
        for (var insn = await; insn != call; insn = insn.getNext()) {
            end++;
        }
        var ranges = flow.handlers(index);
        for (var i = index; i <= end; i++) {
            if (flow.insn(i).getOpcode() >= 0 && !flow.handlers(i).equals(ranges)) {
                return NONE;
            }
        }
        return new Unboxing(box, List.of(cast, call));
    }
}
