package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A part of a method's code that nothing falls into or out of, so that it may stand anywhere.
 *
 * @param code labels, lines and stack maps included
 * @param position how many stand before it
 * @param firstLine the line of the first instruction; 0 for none
 * @param lastLine the line of the last one
 */
record CodeBlock(List<AbstractInsnNode> code, int position, int firstLine, int lastLine) {
    /** Cuts a method behind each instruction that nothing falls through. */
    static List<CodeBlock> of(MethodNode method) {
        var blocks = new ArrayList<CodeBlock>();
        var code = new ArrayList<AbstractInsnNode>();
        var line = 0;
        var firstLine = 0;
        var hasBegun = false;
        for (var instruction : method.instructions) {
            code.add(instruction);
            line = instruction instanceof LineNumberNode number ? number.line : line;
            if (instruction.getOpcode() >= 0 && !hasBegun) {
                hasBegun = true;
                firstLine = line;
            }
            if (ControlFlow.endsBlock(instruction)) {
                blocks.add(new CodeBlock(List.copyOf(code), blocks.size(), firstLine, line));
                code.clear();
                hasBegun = false;
            }
        }
        if (!code.isEmpty()) {
            blocks.add(new CodeBlock(List.copyOf(code), blocks.size(), line, line));
        }
        return blocks;
    }

    /** The labels that it begins with. */
    Stream<LabelNode> entries() {
        return head().filter(LabelNode.class::isInstance).map(LabelNode.class::cast);
    }

    /** What holds where it begins; empty where nothing says. */
    Optional<AbstractInsnNode> stackMap() {
        return head().filter(FrameNode.class::isInstance).findFirst();
    }

    private Stream<AbstractInsnNode> head() {
        return code.stream().takeWhile(instruction -> instruction.getOpcode() < 0);
    }

    AbstractInsnNode last() {
        return code.get(code.size() - 1);
    }

    /** The jump that it ends with; null where it ends otherwise, or where that alone is a line of the source. */
    @Nullable
    JumpInsnNode jumpAtEnd() {
        return last().getOpcode() == Opcodes.GOTO && !isLineOfItsOwn(last()) ? (JumpInsnNode) last() : null;
    }

    private static boolean isLineOfItsOwn(AbstractInsnNode instruction) {
        @Nullable AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0 && !(before instanceof LineNumberNode)) {
            before = before.getPrevious();
        }
        return before instanceof LineNumberNode;
    }

    /** Where its jumps lead, in the order of the code. */
    Stream<LabelNode> targets() {
        return code.stream().filter(JumpTargets::mayJump).flatMap(instruction -> JumpTargets.of(instruction).stream());
    }

    /** Whether a range covers any of it. */
    boolean overlaps(LabelNode start, LabelNode end, MethodNode method) {
        var from = method.instructions.indexOf(start);
        var to = method.instructions.indexOf(end);
        return code.stream()
                .filter(instruction -> instruction.getOpcode() >= 0)
                .mapToInt(method.instructions::indexOf)
                .anyMatch(index -> from <= index && index < to);
    }
}
