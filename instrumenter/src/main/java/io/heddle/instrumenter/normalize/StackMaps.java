package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** Writes the stack maps of code that is added to a method. */
final class StackMaps {
    private final MethodNode method;
    private final Map<AbstractInsnNode, LabelNode> creations = new HashMap<>();

    StackMaps(MethodNode method) {
        this.method = method;
    }

    /** Writes a stack map where {@code code} has come to. */
    Code state(Code code, StackMap map) {
        return code.stackMap(map.localEntries(this::entry), map.stackEntries(this::entry));
    }

    /** A label that the code behind an instruction can be reached by; {@code map} holds there. */
    LabelNode labelBehind(AbstractInsnNode instruction, StackMap map) {
        var label = new LabelNode();
        var code = new Code().label(label);
        if (!hasStackMapBehind(instruction)) {
            state(code, map);
        }
        method.instructions.insert(instruction, code.insns());
        return label;
    }

    private static boolean hasStackMapBehind(AbstractInsnNode instruction) {
        @Nullable AbstractInsnNode next = instruction.getNext();
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof FrameNode) {
                return true;
            }
            next = next.getNext();
        }
        return false;
    }

    private Object entry(VerificationType type) {
        return type.creation() == null ? type.stackMapEntry() : creations.computeIfAbsent(type.creation(), this::label);
    }

    /** A stack map names an object whose constructor has not been called by a label of its {@code new}. */
    private LabelNode label(AbstractInsnNode creation) {
        var label = new LabelNode();
        method.instructions.insertBefore(creation, label);
        return label;
    }
}
