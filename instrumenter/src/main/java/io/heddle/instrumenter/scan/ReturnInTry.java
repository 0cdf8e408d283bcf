package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.ControlFlow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds {@code return f()} inside a {@code try}, where {@code f()} returns a coroutine.
 *
 * <p>Compilers end the range of a {@code try} before the return itself, and copy {@code finally} in between:
 *
 * <pre>
 *   try { return f(); } finally { g(); }          f(); astore t |range ends| g(); aload t; areturn; handler: ..
 *   try { y = f(); } finally { g(); } return y;   f(); astore y |range ends| g(); goto L; handler: ..; L: aload y; areturn
 * </pre>
 *
 * So the call tells whether the {@code try} covers it, and the return, which stands before the handler exactly when it
 * belongs to the block, tells whether it is a return out of that {@code try}.
 */
final class ReturnInTry {
    private final MethodNode method;
    private final ControlFlow control;

    private ReturnInTry(MethodNode method) {
        this.method = method;
        control = ControlFlow.of(method);
    }

    /** The calls whose coroutine a method returns out of a {@code try}, in the order of the code. */
    static List<MethodInsnNode> callsIn(MethodNode method, ValueFlow values) {
        if (method.tryCatchBlocks.isEmpty()) {
            return List.of();
        }
        var search = new ReturnInTry(method);
        var found = new ArrayList<MethodInsnNode>();
        for (var call : CoroutineCalls.in(method)) {
            if (search.isReturnedInTry(call, values)) {
                found.add(call);
            }
        }
        return found;
    }

    /** Whether a method returns any coroutine out of a {@code try}, made by a call or given to it. */
    static boolean isIn(MethodNode method, String owner) {
        if (method.tryCatchBlocks.isEmpty()) {
            return false;
        }
        var search = new ReturnInTry(method);
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN && search.isLastInstructionInTry(instruction)) {
                return true;
            }
        }
        return !callsIn(method, ValueFlow.of(owner, method)).isEmpty();
    }

    /** A value that comes from no call, as a parameter, is taken for returned where it is loaded. */
    private boolean isLastInstructionInTry(AbstractInsnNode areturn) {
        @Nullable AbstractInsnNode last = areturn.getPrevious();
        while (last != null && last.getOpcode() < 0) {
            last = last.getPrevious();
        }
        return last instanceof VarInsnNode
                && control.handlers(method.instructions.indexOf(last)).stream()
                        .anyMatch(block -> !onlyLeavesMonitor(block));
    }

    private boolean isReturnedInTry(MethodInsnNode call, ValueFlow values) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN
                    && values.onStack(instruction, 0).contains(call)
                    && isInTry(call, instruction)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInTry(MethodInsnNode call, AbstractInsnNode areturn) {
        var callIndex = method.instructions.indexOf(call);
        var returnIndex = method.instructions.indexOf(areturn);
        return control.handlers(callIndex).stream()
                .anyMatch(block -> callIndex < returnIndex
                        && returnIndex < control.handlerIndex(block)
                        && !onlyLeavesMonitor(block));
    }

    /** A {@code synchronized} block is a range with a handler too; the user wrote no {@code try}. */
    private static boolean onlyLeavesMonitor(TryCatchBlockNode block) {
        @Nullable AbstractInsnNode next = block.handler;
        while (next != null && (next.getOpcode() < 0 || next instanceof VarInsnNode)) {
            next = next.getNext();
        }
        return next != null && next.getOpcode() == Opcodes.MONITOREXIT;
    }
}
