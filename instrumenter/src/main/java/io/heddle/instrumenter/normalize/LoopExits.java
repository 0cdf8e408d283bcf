package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Finds where a loop is left early other than by an exception: every edge out of its body but that of the exhausted iterator. */
final class LoopExits {
    private final ForEachLoop loop;
    private final TypeFrames types;
    private final List<LoopExit> exits = new ArrayList<>();

    private LoopExits(ForEachLoop loop, TypeFrames types) {
        this.loop = loop;
        this.types = types;
    }

    /** The exits of a loop of the method that {@code flow} and {@code types} describe, in the order of the code. */
    static List<LoopExit> of(ForEachLoop loop, ControlFlow flow, TypeFrames types) {
        var found = new LoopExits(loop, types);
        for (var i = 0; i < flow.size(); i++) {
            if (loop.body().contains(flow.insn(i))) {
                found.addExitsOf(flow.insn(i), i);
            }
        }
        return found.exits;
    }

    private void addExitsOf(AbstractInsnNode instruction, int index) {
        if (instruction.getOpcode() == Opcodes.ARETURN) {
            exits.add(new LoopExit(instruction, null, StackMap.before(index, types)));
            return;
        }
        if (instruction == loop.branch()) {
            return;
        }
        for (var target : new LinkedHashSet<>(JumpTargets.of(instruction))) {
            if (isOutside(target)) {
                exits.add(new LoopExit(instruction, target, behind(instruction, index)));
            }
        }
        if (!ControlFlow.endsBlock(instruction) && isOutside(instruction.getNext())) {
            exits.add(new LoopExit(instruction, null, behind(instruction, index)));
        }
    }

    private boolean isOutside(AbstractInsnNode target) {
        var real = target;
        while (real.getOpcode() < 0) {
            real = real.getNext();
        }
        return !loop.body().contains(real);
    }

    /** What holds once an instruction has run that ends with a jump or falls through. */
    private StackMap behind(AbstractInsnNode instruction, int index) {
        return switch (instruction.getOpcode()) {
            case Opcodes.GOTO -> StackMap.before(index, types);
            case Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH ->
                StackMap.before(index, types).pop();
            default -> StackMap.before(index + 1, types);
        };
    }
}
