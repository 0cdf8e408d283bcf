package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.Handler;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.LineNumbers;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Code that is put where nothing falls into it, into the middle of a method. The try ranges and the variables of the code
 * around it don't reach into it, but for those of some handlers.
 */
final class InsertedBlock {
    private final MethodNode method;
    private final LabelNode start = new LabelNode();
    private final LabelNode end = new LabelNode();

    private InsertedBlock(MethodNode method) {
        this.method = method;
    }

    /**
     * Inserts code.
     *
     * @param code what is inserted behind {@code before}, which ends with a jump if the code doesn't begin with one
     * @param around the handlers that cover it; they cover {@code before} too
     */
    static void insert(Code code, AbstractInsnNode before, Set<Handler> around, MethodNode method) {
        var block = new InsertedBlock(method);
        block.insert(code, before);
        block.leaveTryRanges(around);
        block.leaveVariables();
    }

    private void insert(Code code, AbstractInsnNode before) {
        var all = new Code().label(start);
        all.insns().add(code.insns());
        all.label(end);
        if (!hasLine(before.getNext())) {
            all.line(LineNumbers.of(before));
        }
        method.instructions.insert(before, all.insns());
    }

    private static boolean hasLine(@Nullable AbstractInsnNode instruction) {
        var next = instruction;
        while (next != null && next.getOpcode() < 0) {
            if (next instanceof LineNumberNode) {
                return true;
            }
            next = next.getNext();
        }
        return next == null;
    }

    private void leaveTryRanges(Set<Handler> around) {
        var blocks = new ArrayList<TryCatchBlockNode>();
        for (var block : method.tryCatchBlocks) {
            if (around.contains(Handler.of(block)) || !spans(block.start, block.end)) {
                blocks.add(block);
            } else {
                blocks.add(new TryCatchBlockNode(block.start, start, block.handler, block.type));
                if (hasCode(end, block.end)) {
                    blocks.add(new TryCatchBlockNode(end, block.end, block.handler, block.type));
                }
            }
        }
        method.tryCatchBlocks = blocks;
    }

    private void leaveVariables() {
        if (method.localVariables == null) {
            return;
        }
        var variables = new ArrayList<LocalVariableNode>();
        for (var variable : method.localVariables) {
            if (spans(variable.start, variable.end)) {
                variables.add(copyOf(variable, variable.start, start));
                if (hasCode(end, variable.end)) {
                    variables.add(copyOf(variable, end, variable.end));
                }
            } else {
                variables.add(variable);
            }
        }
        method.localVariables = variables;
    }

    private static LocalVariableNode copyOf(LocalVariableNode variable, LabelNode start, LabelNode end) {
        return new LocalVariableNode(variable.name, variable.desc, variable.signature, start, end, variable.index);
    }

    private boolean spans(LabelNode from, LabelNode to) {
        return method.instructions.indexOf(from) <= method.instructions.indexOf(start)
                && method.instructions.indexOf(to) >= method.instructions.indexOf(end);
    }

    private static boolean hasCode(LabelNode from, LabelNode to) {
        for (@Nullable AbstractInsnNode instruction = from; instruction != to; instruction = instruction.getNext()) {
            if (instruction == null) {
                return false;
            }
            if (instruction.getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }
}
