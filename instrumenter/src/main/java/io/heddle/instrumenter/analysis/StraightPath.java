package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** What runs from a place on in one way only, wherever it stands. */
final class StraightPath {
    private StraightPath() {}

    /**
     * The instructions from {@code start} on; jumps that are always taken are followed, and are none of them. The last one
     * branches or ends the method, unless the path runs in a circle.
     */
    static List<AbstractInsnNode> from(AbstractInsnNode start) {
        var path = new ArrayList<AbstractInsnNode>();
        var jumps = new HashSet<AbstractInsnNode>();
        @Nullable AbstractInsnNode next = start;
        while (next != null) {
            var insn = next;
            if (insn.getOpcode() == Opcodes.GOTO) {
                next = jumps.add(insn) ? ((JumpInsnNode) insn).label : null;
                continue;
            }
            if (insn.getOpcode() >= 0) {
                path.add(insn);
            }
            next = ControlFlow.endsBlock(insn) || !JumpTargets.of(insn).isEmpty() ? null : insn.getNext();
        }
        return path;
    }
}
