package io.heddle.instrumenter.analysis;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals are read later: the classic backward analysis, with the edges of exceptions. What is live where an
 * exception's handler begins is live before every instruction that the handler covers, stores included, for the
 * exception may come before the store. A long or double counts by its first slot.
 */
public final class LivenessAnalysis {
    private LivenessAnalysis() {}

    /** Analyses a method of which {@code flow} is the control flow. */
    public static Liveness analyze(MethodNode method, ControlFlow flow) {
        var count = flow.size();
        var liveIn = new BitSet[count];
        for (var i = 0; i < count; i++) {
            liveIn[i] = new BitSet();
        }
        var changed = true;
        var live = new BitSet(method.maxLocals);
        while (changed) {
            changed = false;
            for (var i = count - 1; i >= 0; i--) {
                live.clear();
                addLiveOut(flow, liveIn, i, live);
                transfer(method.instructions.get(i), live);
                for (var handler : flow.handlerIndexes(i)) {
                    live.or(liveIn[handler]);
                }
                if (!live.equals(liveIn[i])) {
                    liveIn[i].clear();
                    liveIn[i].or(live);
                    changed = true;
                }
            }
        }
        return new Liveness(flow, liveIn);
    }

    /** Adds what is live behind an instruction that has completed. */
    static void addLiveOut(ControlFlow flow, BitSet[] liveIn, int index, BitSet live) {
        for (var next : flow.successors(index)) {
            live.or(liveIn[next]);
        }
    }

    private static void transfer(AbstractInsnNode insn, BitSet live) {
        if (insn instanceof VarInsnNode access) {
            if (access.getOpcode() >= Opcodes.ISTORE) {
                live.clear(access.var);
            } else {
                live.set(access.var);
            }
        } else if (insn instanceof IincInsnNode increment) {
            live.set(increment.var);
        }
    }
}
