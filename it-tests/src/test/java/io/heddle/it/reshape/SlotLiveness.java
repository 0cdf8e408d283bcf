package io.heddle.it.reshape;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which locals may be read later, before each instruction of a method and behind it. */
final class SlotLiveness {
    private final MethodNode method;
    private final Map<AbstractInsnNode, BitSet> before = new HashMap<>();
    private final Map<AbstractInsnNode, BitSet> behind = new HashMap<>();

    private SlotLiveness(MethodNode method) {
        this.method = method;
        method.instructions.forEach(insn -> before.put(insn, new BitSet()));
    }

    static SlotLiveness of(MethodNode method) {
        var liveness = new SlotLiveness(method);
        var changed = true;
        while (changed) {
            changed = false;
            for (var insn = method.instructions.getLast(); insn != null; insn = insn.getPrevious()) {
                changed |= liveness.update(insn);
            }
        }
        return liveness;
    }

    private boolean update(AbstractInsnNode insn) {
        var live = new BitSet();
        for (var target : targets(insn)) {
            live.or(before(target));
        }
        if (!ends(insn) && insn.getNext() != null) {
            live.or(before(insn.getNext()));
        }
        behind.put(insn, (BitSet) live.clone());
        if (insn instanceof VarInsnNode access) {
            live.set(access.var, access.getOpcode() < Opcodes.ISTORE);
        } else if (insn instanceof IincInsnNode increment) {
            live.set(increment.var);
        }
        live.or(ofHandlers(insn));
        return !live.equals(before.put(insn, live));
    }

    private static List<LabelNode> targets(AbstractInsnNode insn) {
        var targets = new ArrayList<LabelNode>();
        if (insn instanceof JumpInsnNode jump) {
            targets.add(jump.label);
        } else if (insn instanceof TableSwitchInsnNode table) {
            targets.addAll(table.labels);
            targets.add(table.dflt);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            targets.addAll(lookup.labels);
            targets.add(lookup.dflt);
        }
        return targets;
    }

    private static boolean ends(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.ATHROW -> true;
            default -> insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
        };
    }

    /** What the handlers that cover an instruction may read. */
    BitSet ofHandlers(AbstractInsnNode insn) {
        var live = new BitSet();
        var index = method.instructions.indexOf(insn);
        for (var block : method.tryCatchBlocks) {
            if (insn.getOpcode() >= 0
                    && method.instructions.indexOf(block.start) <= index
                    && index < method.instructions.indexOf(block.end)) {
                live.or(before(block.handler));
            }
        }
        return live;
    }

    BitSet before(AbstractInsnNode insn) {
        return Objects.requireNonNull(before.get(insn));
    }

    BitSet behind(AbstractInsnNode insn) {
        return Objects.requireNonNull(behind.get(insn));
    }
}
