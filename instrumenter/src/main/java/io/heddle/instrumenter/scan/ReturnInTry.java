package io.heddle.instrumenter.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * So the call tells whether the {@code try} covers it, and the return, which code puts before the handler exactly when
 * it belongs to the block, tells whether it is a return out of that {@code try}.
 */
final class ReturnInTry {
    private ReturnInTry() {}

    /** The calls whose coroutine a method returns out of a {@code try}, in the order of the code. */
    static List<MethodInsnNode> in(MethodNode method, ValueFlow flow) {
        var found = new ArrayList<MethodInsnNode>();
        for (var call : CoroutineCalls.in(method)) {
            for (var instruction : method.instructions) {
                if (instruction.getOpcode() == Opcodes.ARETURN
                        && flow.onStack(instruction, 0).contains(call)
                        && isInTry(call, instruction, method)) {
                    found.add(call);
                    break;
                }
            }
        }
        return found;
    }

    private static boolean isInTry(MethodInsnNode call, AbstractInsnNode areturn, MethodNode method) {
        var code = method.instructions;
        var callIndex = code.indexOf(call);
        var returnIndex = code.indexOf(areturn);
        return method.tryCatchBlocks.stream()
                .anyMatch(block -> code.indexOf(block.start) <= callIndex
                        && callIndex < code.indexOf(block.end)
                        && callIndex < returnIndex
                        && returnIndex < code.indexOf(block.handler)
                        && !onlyLeavesMonitor(block));
    }

    /** A {@code synchronized} block is a range with a handler too; the user wrote no {@code try}. */
    private static boolean onlyLeavesMonitor(TryCatchBlockNode block) {
        return Optional.ofNullable(firstThatDoesNotMove(block.handler))
                .filter(first -> first.getOpcode() == Opcodes.MONITOREXIT)
                .isPresent();
    }

    private static @Nullable AbstractInsnNode firstThatDoesNotMove(AbstractInsnNode from) {
        @Nullable AbstractInsnNode next = from;
        while (next != null && (next.getOpcode() < 0 || next instanceof VarInsnNode)) {
            next = next.getNext();
        }
        return next;
    }
}
