package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds each {@code done(..)}, or its like for another return type, whose result is returned at once, directly or over
 * jumps as from a conditional expression's arm. It vanishes: the body completes with the value itself, and nothing is allocated.
 *
 * <pre>
 *   iload 1                         iload 1
 *   invokestatic Integer.valueOf    invokestatic Integer.valueOf
 *   invokestatic Coroutines.done    areturn
 *   areturn
 * </pre>
 */
final class CompletionFinder {
    private CompletionFinder() {}

    static Set<AbstractInsnNode> find(MethodNode method) {
        var kind = ReturnKind.ofAsync(method.desc);
        var completions = new LinkedHashSet<AbstractInsnNode>();
        for (var insn : method.instructions) {
            if (kind.isCompletion(insn)) {
                var next = Neighbours.nextEffective(insn);
                if (next != null && next.getOpcode() == Opcodes.ARETURN) {
                    completions.add(insn);
                }
            }
        }
        return completions;
    }
}
