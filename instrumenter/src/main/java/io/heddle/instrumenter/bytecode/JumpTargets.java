package io.heddle.instrumenter.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Where jumps and switches lead. */
public final class JumpTargets {
    private JumpTargets() {}

    /** Whether an instruction is a jump or a switch; most are none, and a list of nothing has its price, too. */
    public static boolean mayJump(AbstractInsnNode instruction) {
        return instruction instanceof JumpInsnNode
                || instruction instanceof TableSwitchInsnNode
                || instruction instanceof LookupSwitchInsnNode;
    }

    /** The labels that an instruction names, as often as it names them, a switch's default last; none where it is no jump. */
    public static List<LabelNode> of(AbstractInsnNode instruction) {
        if (instruction instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        }
        if (instruction instanceof TableSwitchInsnNode table) {
            return with(table.labels, table.dflt);
        }
        if (instruction instanceof LookupSwitchInsnNode lookup) {
            return with(lookup.labels, lookup.dflt);
        }
        return List.of();
    }

    private static List<LabelNode> with(List<LabelNode> labels, LabelNode last) {
        var targets = new ArrayList<>(labels);
        targets.add(last);
        return targets;
    }
}
