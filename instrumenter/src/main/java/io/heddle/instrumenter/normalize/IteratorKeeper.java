package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.StackMapSlots;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where the iterator of a for-each loop lies to the loop's end. Compilers keep a local for it until then. Optimisers use the
 * local for something else once there will be no other round, and the iterator is lost to who wants to close it; it gets
 * a local of its own:
 *
 * <pre>
 *           iterator; astore 2              iterator; dup; astore 9; astore 2
 *   header: aload 2; hasNext; ..    header: aload 2; hasNext; ..
 *           aload 2; next                   aload 2; next
 *           astore 2                        astore 2
 *           ..                              ..
 * </pre>
 */
final class IteratorKeeper {
    private final String owner;
    private final MethodNode method;

    /**
     * A keeper for the loops of a method.
     *
     * @param owner internal name of its class
     */
    IteratorKeeper(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
    }

    /** Gives the same loops, in each of which the slot holds the iterator throughout. */
    List<ForEachLoop> keep(List<ForEachLoop> loops) {
        var kept = new ArrayList<>(loops);
        for (var i = 0; i < kept.size(); i++) {
            var loop = kept.get(i);
            if (isLost(loop)) {
                var copy = new VarInsnNode(Opcodes.ASTORE, method.maxLocals++);
                var code = new Code().op(Opcodes.DUP).add(copy).insns();
                var added = List.of(code.toArray());
                kept.replaceAll(other -> other.contains(loop) ? other.with(added) : other);
                kept.set(i, loop.withSlot(copy.var));
                keep(loop, code, copy);
            }
        }
        return kept;
    }

    private boolean isLost(ForEachLoop loop) {
        var types = TypeAnalysis.analyze(owner, method);
        for (var instruction : loop.body()) {
            var isStored = instruction instanceof VarInsnNode access
                    && access.getOpcode() >= Opcodes.ISTORE
                    && access.var <= loop.slot()
                    && access.var + widthOf(access) > loop.slot();
            var type = types.local(method.instructions.indexOf(instruction), loop.slot());
            if (isStored || type.kind() != VerificationType.Kind.OBJECT) {
                return true;
            }
        }
        return false;
    }

    private static int widthOf(VarInsnNode store) {
        return store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE ? 2 : 1;
    }

    private void keep(ForEachLoop loop, InsnList code, VarInsnNode copy) {
        var stack = TypeAnalysis.analyze(owner, method).stack(method.instructions.indexOf(loop.store()));
        var type = stack.get(stack.size() - 1);
        method.instructions.insertBefore(loop.store(), code);
        method.maxStack++;
        var assigned = assignedBefore(copy);
        for (var i = 0; i < method.instructions.size(); i++) {
            if (method.instructions.get(i) instanceof FrameNode stackMap && assigned.get(i)) {
                state(stackMap, copy.var, type);
            }
        }
    }

    /** The instructions that nothing leads to but over {@code store}. */
    private BitSet assignedBefore(AbstractInsnNode store) {
        var flow = ControlFlow.of(method);
        var assigned = new BitSet();
        assigned.set(1, flow.size());
        var changed = true;
        while (changed) {
            changed = false;
            for (var i = 0; i < flow.size(); i++) {
                var isAssigned = assigned.get(i);
                for (var block : flow.handlers(i)) {
                    changed |= !isAssigned && unset(assigned, flow.handlerIndex(block));
                }
                for (var successor : flow.successors(i)) {
                    changed |= !isAssigned && flow.insn(i) != store && unset(assigned, successor);
                }
            }
        }
        return assigned;
    }

    private static boolean unset(BitSet set, int index) {
        var wasSet = set.get(index);
        set.clear(index);
        return wasSet;
    }

    private static void state(FrameNode stackMap, int slot, VerificationType type) {
        var entries = new ArrayList<Object>(stackMap.local == null ? List.of() : stackMap.local);
        var next = StackMapSlots.of(entries);
        for (; next < slot; next++) {
            entries.add(Opcodes.TOP);
        }
        entries.add(type.stackMapEntry());
        stackMap.local = entries;
    }
}
