package io.heddle.it.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** What a stack map before each instruction would state: a class file has one only where jumps lead. */
final class InstructionFrames {
    private final Map<AbstractInsnNode, Types> frames = new HashMap<>();

    private record Types(List<Object> locals, List<Object> stack) {}

    private InstructionFrames() {}

    /** Follows a method whose stack maps are expanded; objects without a constructor call get labels. */
    static InstructionFrames of(String owner, MethodNode method) {
        var labels = new HashMap<Label, LabelNode>();
        for (var insn : method.instructions.toArray()) {
            if (insn.getOpcode() == Opcodes.NEW) {
                method.instructions.insertBefore(insn, new LabelNode());
            }
        }
        for (var insn : method.instructions) {
            if (insn instanceof LabelNode label) {
                labels.put(label.getLabel(), label);
            }
        }
        var frames = new InstructionFrames();
        var adapter = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
        for (var insn : method.instructions) {
            if (insn.getOpcode() >= 0 && adapter.locals != null) {
                frames.frames.put(insn, new Types(entries(adapter.locals, labels), entries(adapter.stack, labels)));
            }
            insn.accept(adapter);
        }
        return frames;
    }

    private static List<Object> entries(List<Object> slots, Map<Label, LabelNode> labels) {
        var entries = new ArrayList<>();
        for (var i = 0; i < slots.size(); i++) {
            var entry = slots.get(i);
            @Nullable LabelNode creation = entry instanceof Label label ? labels.get(label) : null;
            entries.add(creation == null ? entry : creation);
            if (entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE)) {
                i++;
            }
        }
        return entries;
    }

    /** Whether any path leads to an instruction, as far as stack maps tell. */
    boolean isKnown(AbstractInsnNode insn) {
        return frames.containsKey(insn);
    }

    /** A new stack map for the place before an instruction. */
    FrameNode get(AbstractInsnNode insn) {
        var types = Objects.requireNonNull(frames.get(insn), "nothing leads to this place");
        var locals = types.locals().toArray();
        var stack = types.stack().toArray();
        return new FrameNode(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
}
