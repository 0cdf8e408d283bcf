package io.heddle.instrumenter.analysis;

import java.util.Optional;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The variables of the source, as the debug data tells them where there is any. */
final class LocalVariables {
    private final MethodNode method;

    LocalVariables(MethodNode method) {
        this.method = method;
    }

    /** Whether the class file tells of any. */
    boolean areKnown() {
        return method.localVariables != null && !method.localVariables.isEmpty();
    }

    /** The variable that a local is at an instruction. */
    Optional<LocalVariableNode> at(AbstractInsnNode instruction, int slot) {
        var index = method.instructions.indexOf(instruction);
        return method.localVariables == null
                ? Optional.empty()
                : method.localVariables.stream()
                        .filter(variable ->
                                variable.index == slot && startOf(variable) <= index && index < endOf(variable))
                        .findFirst();
    }

    int startOf(LocalVariableNode variable) {
        return method.instructions.indexOf(variable.start);
    }

    int endOf(LocalVariableNode variable) {
        return method.instructions.indexOf(variable.end);
    }
}
