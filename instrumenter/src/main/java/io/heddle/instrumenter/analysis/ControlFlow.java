package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Who can run after whom in one method, by instruction index; labels, lines and stack maps count as instructions. */
public final class ControlFlow {
    private static final int[] NOTHING = {};

    private final MethodNode method;
    private final int[][] successors;
    private final List<List<TryCatchBlockNode>> handlers;
    /** Where the handlers of each instruction begin. */
    private final int[][] handlerIndexes;

    private ControlFlow(MethodNode method, int[][] successors, List<List<TryCatchBlockNode>> handlers) {
        this.method = method;
        this.successors = successors;
        this.handlers = handlers;
        this.handlerIndexes = new int[successors.length][];
        for (var i = 0; i < handlerIndexes.length; i++) {
            var blocks = handlers.get(i);
            handlerIndexes[i] = blocks.isEmpty() ? NOTHING : new int[blocks.size()];
            for (var j = 0; j < handlerIndexes[i].length; j++) {
                handlerIndexes[i][j] = handlerIndex(blocks.get(j));
            }
        }
    }

    /** Reads the flow of a method. */
    public static ControlFlow of(MethodNode method) {
        return of(method, Set.of());
    }

    /** Reads the flow of a method that is left, too, by each of {@code exits}. */
    public static ControlFlow of(MethodNode method, Set<AbstractInsnNode> exits) {
        var count = method.instructions.size();
        var successors = new int[count][];
        var handlers = new ArrayList<List<TryCatchBlockNode>>(Collections.nCopies(count, List.of()));
        for (var i = 0; i < count; i++) {
            successors[i] = exits.contains(method.instructions.get(i)) ? NOTHING : successorsOf(method, i);
        }
        for (var block : method.tryCatchBlocks) {
            var end = method.instructions.indexOf(block.end);
            for (var i = method.instructions.indexOf(block.start); i < end; i++) {
                if (method.instructions.get(i).getOpcode() >= 0) {
                    if (handlers.get(i).isEmpty()) {
                        handlers.set(i, new ArrayList<>());
                    }
                    handlers.get(i).add(block);
                }
            }
        }
        return new ControlFlow(method, successors, handlers);
    }

    private static int[] successorsOf(MethodNode method, int index) {
        var insn = method.instructions.get(index);
        var falls = !endsBlock(insn) && index + 1 < method.instructions.size();
        if (!JumpTargets.mayJump(insn)) {
            return falls ? new int[] {index + 1} : NOTHING;
        }
        var targets = JumpTargets.of(insn);
        var result = new int[targets.size() + (falls ? 1 : 0)];
        for (var i = 0; i < targets.size(); i++) {
            result[i] = method.instructions.indexOf(targets.get(i));
        }
        if (falls) {
            result[result.length - 1] = index + 1;
        }
        return result;
    }

    /** Whether the next instruction is never reached by falling through {@code insn}. */
    public static boolean endsBlock(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.GOTO,
                    Opcodes.TABLESWITCH,
                    Opcodes.LOOKUPSWITCH,
                    Opcodes.ATHROW,
                    Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.ARETURN,
                    Opcodes.RETURN -> true;
            default -> false;
        };
    }

    /** The number of instructions. */
    public int size() {
        return successors.length;
    }

    /** The instruction at an index. */
    public AbstractInsnNode insn(int index) {
        return method.instructions.get(index);
    }

    /** What can run next, exceptions apart. */
    public int[] successors(int index) {
        return successors[index];
    }

    /** The try blocks that cover an instruction, innermost (first in the table) first; none for a label, line or stack map. */
    public List<TryCatchBlockNode> handlers(int index) {
        return handlers.get(index);
    }

    /** Where the handlers of those blocks begin, in the same order. */
    public int[] handlerIndexes(int index) {
        return handlerIndexes[index];
    }

    /** The index of a handler's first instruction. */
    public int handlerIndex(TryCatchBlockNode block) {
        return method.instructions.indexOf(block.handler);
    }

    /** Everything that can run when one starts at any of {@code roots}, exceptions included. */
    public BitSet reachableFrom(Collection<Integer> roots) {
        return reachable(roots, new BitSet(size()));
    }

    /** What runs only where {@code index}, itself included, has run before; nothing where that can't be reached. */
    public BitSet dominatedBy(int index) {
        var entry = List.of(0);
        var dominated = reachableFrom(entry);
        var barrier = new BitSet(size());
        barrier.set(index);
        var elsewhere = reachable(entry, barrier);
        elsewhere.clear(index);
        dominated.andNot(elsewhere);
        return dominated;
    }

    /** What {@code roots} lead to without passing through what is in {@code reached}, and those; the set is changed. */
    private BitSet reachable(Collection<Integer> roots, BitSet reached) {
        // Each instruction is put there once at most.
        var work = new int[size()];
        var waiting = visit(roots.stream().mapToInt(Integer::intValue).toArray(), reached, work, 0);
        while (waiting > 0) {
            var index = work[--waiting];
            waiting = visit(successors[index], reached, work, waiting);
            waiting = visit(handlerIndexes[index], reached, work, waiting);
        }
        return reached;
    }

    private static int visit(int[] indexes, BitSet reached, int[] work, int waiting) {
        var count = waiting;
        for (var index : indexes) {
            if (!reached.get(index)) {
                reached.set(index);
                work[count++] = index;
            }
        }
        return count;
    }
}
