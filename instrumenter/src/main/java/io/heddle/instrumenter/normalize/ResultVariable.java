package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.CaughtExceptions;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.bytecode.StackMapSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A local of type Throwable for what a handler has caught and, later, for what {@code closeAsync(e)} gave in its place. It
 * is what is thrown in the end; the copies of the caught exception stay what they are, for their types may not take the
 * result.
 *
 * <pre>
 *   begin:                                  begin:    aconst_null; astore v
 *   handler:  astore e (an IOException)     handler:  dup; astore v; astore e
 *   aload e; athrow                         aload e; pop; aload v; athrow
 * </pre>
 *
 * @param handler the handler's label
 * @param slot the local
 * @param exits the instructions that throw what the handler has caught
 */
record ResultVariable(LabelNode handler, int slot, List<AbstractInsnNode> exits) {
    /** Takes a new local of {@code method}, which is not changed otherwise. */
    static ResultVariable of(LabelNode handler, CaughtExceptions caught, MethodNode method) {
        var exits = new ArrayList<AbstractInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ATHROW
                    && caught.onTop(instruction).equals(Set.of(handler))) {
                exits.add(instruction);
            }
        }
        return new ResultVariable(handler, method.maxLocals++, exits);
    }

    /** Adds the instructions that keep and throw it. Every stack map states it, so it is set from the beginning. */
    void introduce(MethodNode method) {
        for (var exit : exits) {
            method.instructions.insertBefore(
                    exit, new Code().op(Opcodes.POP).aload(slot).insns());
        }
        method.instructions.insertBefore(
                firstInstruction(), new Code().op(Opcodes.DUP).astore(slot).insns());
        for (var instruction : method.instructions) {
            if (instruction instanceof FrameNode stackMap) {
                stackMap.local = withVariable(stackMap.local);
            }
        }
        method.instructions.insert(
                new Code().op(Opcodes.ACONST_NULL).astore(slot).insns());
        // A caught exception has the stack for itself: its copy may be more than there was.
        method.maxStack = Math.max(method.maxStack, 2);
    }

    private AbstractInsnNode firstInstruction() {
        return Objects.requireNonNull(Neighbours.next(handler), "a handler has code");
    }

    private List<Object> withVariable(@Nullable List<Object> locals) {
        var stated = new ArrayList<Object>(locals == null ? List.of() : locals);
        for (var slots = StackMapSlots.of(stated); slots < slot; slots++) {
            stated.add(Opcodes.TOP);
        }
        stated.add(FailureCopies.THROWABLE);
        return stated;
    }
}
