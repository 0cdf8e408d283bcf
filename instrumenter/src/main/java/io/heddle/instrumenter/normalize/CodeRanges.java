package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.bytecode.Neighbours;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The ranges of a method's handlers and variables, told by the instructions in them: so these can be put into another
 * order, and some be removed. Afterwards a range is as many as there are places where its instructions stand.
 *
 * <pre>
 *   a b c d     covered: b c d          c d a b     covered: c d, b
 * </pre>
 */
final class CodeRanges {
    private final MethodNode method;
    private final List<HandlerRange> handlers = new ArrayList<>();
    private final Map<Variable, Set<AbstractInsnNode>> variables = new LinkedHashMap<>();
    private final List<AnnotatedRange> annotated = new ArrayList<>();

    private CodeRanges(MethodNode method) {
        this.method = method;
    }

    private record HandlerRange(TryCatchBlockNode block, Set<AbstractInsnNode> covered) {
        boolean isFor(TryCatchBlockNode other) {
            return block.handler == other.handler && Objects.equals(block.type, other.type);
        }
    }

    private record Variable(
            String name, String desc, @Nullable String signature, int slot) {}

    /** A range of a local that is annotated. */
    private record AnnotatedRange(LocalVariableAnnotationNode annotation, int slot, Set<AbstractInsnNode> covered) {}

    /** The ranges of a method as it is now. */
    static CodeRanges of(MethodNode method) {
        var ranges = new CodeRanges(method);
        ranges.readHandlers();
        ranges.readVariables();
        ranges.readAnnotations(method.visibleLocalVariableAnnotations);
        ranges.readAnnotations(method.invisibleLocalVariableAnnotations);
        return ranges;
    }

    /** Entries for one handler that stand together in the table are one, which something has cut. */
    private void readHandlers() {
        for (var block : method.tryCatchBlocks) {
            var last = handlers.isEmpty() ? null : handlers.get(handlers.size() - 1);
            if (last != null && last.isFor(block)) {
                last.covered.addAll(between(block.start, block.end));
            } else {
                handlers.add(new HandlerRange(block, between(block.start, block.end)));
            }
        }
        handlers.forEach(range -> addJumpsInto(range.covered));
    }

    /** Jumps throw nothing: whoever has put them between the blocks of a range may have left them out of it. */
    private void addJumpsInto(Set<AbstractInsnNode> covered) {
        for (var instruction : method.instructions) {
            if (instruction instanceof JumpInsnNode jump
                    && jump.getOpcode() == Opcodes.GOTO
                    && covered.contains(Neighbours.nextEffective(jump.label))) {
                covered.add(jump);
            }
        }
    }

    private void readVariables() {
        if (method.localVariables != null) {
            for (var variable : method.localVariables) {
                var key = new Variable(variable.name, variable.desc, variable.signature, variable.index);
                variables
                        .computeIfAbsent(key, unknown -> new HashSet<>())
                        .addAll(between(variable.start, variable.end));
            }
        }
    }

    private void readAnnotations(@Nullable List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            for (var annotation : annotations) {
                for (var i = 0; i < annotation.index.size(); i++) {
                    var covered = between(annotation.start.get(i), annotation.end.get(i));
                    annotated.add(new AnnotatedRange(annotation, annotation.index.get(i), covered));
                }
            }
        }
    }

    private Set<AbstractInsnNode> between(LabelNode start, LabelNode end) {
        var between = new HashSet<AbstractInsnNode>();
        for (AbstractInsnNode instruction = start; instruction != end; instruction = instruction.getNext()) {
            if (instruction.getOpcode() >= 0) {
                between.add(instruction);
            }
        }
        return between;
    }

    /** Writes them down anew, for the code as it has become. */
    void restore() {
        method.tryCatchBlocks = new ArrayList<>();
        for (var range : handlers) {
            for (var run : CodeRun.of(range.covered, method)) {
                var block = new TryCatchBlockNode(run.start(), run.end(), range.block.handler, range.block.type);
                block.visibleTypeAnnotations = range.block.visibleTypeAnnotations;
                block.invisibleTypeAnnotations = range.block.invisibleTypeAnnotations;
                method.tryCatchBlocks.add(block);
            }
        }
        method.localVariables = new ArrayList<>();
        variables.forEach((variable, covered) -> {
            for (var run : CodeRun.of(covered, method)) {
                method.localVariables.add(new LocalVariableNode(
                        variable.name, variable.desc, variable.signature, run.start(), run.end(), variable.slot));
            }
        });
        for (var range : annotated) {
            range.annotation.start.clear();
            range.annotation.end.clear();
            range.annotation.index.clear();
        }
        for (var range : annotated) {
            for (var run : CodeRun.of(range.covered, method)) {
                range.annotation.start.add(run.start());
                range.annotation.end.add(run.end());
                range.annotation.index.add(range.slot);
            }
        }
    }
}
