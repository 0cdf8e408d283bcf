package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The JVM's type checker (JVMS 4.10.1) for one method: a single pass that trusts each stack map, and checks that
 * whatever flows into one, by falling through, by a jump or by an exception, is assignable to what it states.
 */
final class StackMapVerifier {
    private final String owner;
    private final MethodNode method;
    private final Room room;
    private final OperandVerifier operands;
    private final Map<AbstractInsnNode, Frame<BasicValue>> stated = new HashMap<>();
    private final Map<LabelNode, List<TryCatchBlockNode>> beginning = new HashMap<>();
    private final List<TryCatchBlockNode> active = new ArrayList<>();
    private final Frame<BasicValue> entry;
    /** What the method returns; null for nothing. */
    private final @Nullable BasicValue result;
    /** Whether a handler may not have been held against the locals as they are now. */
    private boolean localsAreNew = true;

    /** Throws where a stack map states what can't be. */
    StackMapVerifier(String owner, MethodNode method, Room room, OperandVerifier operands) throws AnalyzerException {
        this.owner = owner;
        this.method = method;
        this.room = room;
        this.operands = operands;
        this.result = operands.newReturnTypeValue(Type.getReturnType(method.desc));
        for (var insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            if (insn instanceof FrameNode stackMap) {
                stated.put(location(insn), frameOf(stackMap));
            }
        }
        for (var block : method.tryCatchBlocks) {
            beginning.computeIfAbsent(block.start, start -> new ArrayList<>()).add(block);
        }
        this.entry = entryFrame();
    }

    /** Throws where the method is not valid; the message names the instruction's index. */
    void verify() throws AnalyzerException {
        var working = entry;
        @Nullable Frame<BasicValue> current = working;
        for (var insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            if (insn instanceof LabelNode label) {
                updateActive(label);
            } else if (insn instanceof FrameNode) {
                var next = statedAt(insn, insn);
                if (current != null) {
                    check(insn, current, next, true);
                }
                current = working.init(next);
                localsAreNew = true;
            } else if (insn.getOpcode() >= 0) {
                current = execute(insn, current);
            }
        }
        if (current != null) {
            throw new AnalyzerException(method.instructions.getLast(), "the code can be left at its end");
        }
    }

    private @Nullable Frame<BasicValue> execute(AbstractInsnNode insn, @Nullable Frame<BasicValue> before)
            throws AnalyzerException {
        if (before == null) {
            throw new AnalyzerException(insn, at(insn) + "no stack map behind a jump");
        }
        if (localsAreNew) {
            for (var block : active) {
                checkHandler(insn, before, block);
            }
            localsAreNew = false;
        }
        try {
            executeOn(before, insn);
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            throw new AnalyzerException(insn, at(insn) + e.getMessage(), e);
        }
        if (JumpTargets.mayJump(insn)) {
            for (var target : JumpTargets.of(insn)) {
                check(insn, before, statedAt(target, insn), true);
            }
        }
        return switch (insn.getOpcode()) {
            case Opcodes.GOTO,
                    Opcodes.TABLESWITCH,
                    Opcodes.LOOKUPSWITCH,
                    Opcodes.ATHROW,
                    Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.ARETURN,
                    Opcodes.RETURN -> null;
            default -> before;
        };
    }

    private void executeOn(Frame<BasicValue> frame, AbstractInsnNode insn) throws AnalyzerException {
        if (insn instanceof TypeInsnNode creation && creation.getOpcode() == Opcodes.NEW) {
            // The same instruction's object of an earlier round of a loop is forgotten.
            replace(frame, UninitializedValue.createdBy(creation), BasicValue.UNINITIALIZED_VALUE);
            frame.execute(insn, operands);
            localsAreNew = true;
        } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
            var arguments = Type.getArgumentTypes(call.desc).length;
            var object = frame.getStack(frame.getStackSize() - 1 - arguments);
            frame.execute(insn, operands);
            if (object instanceof UninitializedValue uninitialized) {
                replace(frame, uninitialized, uninitialized.initialized());
                localsAreNew = true;
            }
        } else {
            frame.execute(insn, operands);
            localsAreNew |= insn instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE;
        }
    }

    private static void replace(Frame<BasicValue> frame, UninitializedValue value, BasicValue by) {
        for (var i = 0; i < frame.getLocals(); i++) {
            if (value.equals(frame.getLocal(i))) {
                frame.setLocal(i, by);
            }
        }
        for (var i = 0; i < frame.getStackSize(); i++) {
            if (value.equals(frame.getStack(i))) {
                frame.setStack(i, by);
            }
        }
    }

    private void updateActive(LabelNode label) {
        if (method.tryCatchBlocks.isEmpty()) {
            return;
        }
        active.removeIf(block -> block.end == label);
        var begun = beginning.get(label);
        if (begun != null) {
            active.addAll(begun);
            localsAreNew = true;
        }
    }

    private void checkHandler(AbstractInsnNode insn, Frame<BasicValue> before, TryCatchBlockNode block)
            throws AnalyzerException {
        var handler = statedAt(block.handler, insn);
        check(insn, before, handler, false);
        var type = block.type == null ? "java/lang/Throwable" : block.type;
        if (handler.getStackSize() != 1 || !operands.isAssignable(operands.object(type), handler.getStack(0))) {
            throw new AnalyzerException(insn, at(insn) + "the handler doesn't take " + type);
        }
    }

    private void check(AbstractInsnNode insn, Frame<BasicValue> from, Frame<BasicValue> to, boolean stackToo)
            throws AnalyzerException {
        for (var i = 0; i < to.getLocals(); i++) {
            if (!operands.isAssignable(from.getLocal(i), to.getLocal(i))) {
                throw new AnalyzerException(
                        insn, at(insn) + "local " + i + " is " + from.getLocal(i) + ", but must be " + to.getLocal(i));
            }
        }
        if (!stackToo) {
            return;
        }
        if (from.getStackSize() != to.getStackSize()) {
            throw new AnalyzerException(
                    insn,
                    at(insn) + "the operand stack has the height " + from.getStackSize() + ", but must have "
                            + to.getStackSize());
        }
        for (var i = 0; i < to.getStackSize(); i++) {
            if (!operands.isAssignable(from.getStack(i), to.getStack(i))) {
                throw new AnalyzerException(
                        insn,
                        at(insn) + "operand " + i + " is " + from.getStack(i) + ", but must be " + to.getStack(i));
            }
        }
    }

    private String at(AbstractInsnNode insn) {
        return "at instruction " + method.instructions.indexOf(insn) + ": ";
    }

    private Frame<BasicValue> statedAt(AbstractInsnNode target, AbstractInsnNode user) throws AnalyzerException {
        var frame = stated.get(location(target));
        if (frame == null) {
            throw new AnalyzerException(user, at(user) + "no stack map at the target");
        }
        return frame;
    }

    /** The real instruction that a label, line or stack map stands before: stack maps belong to code offsets. */
    private static AbstractInsnNode location(AbstractInsnNode insn) {
        var location = insn;
        while (location.getOpcode() < 0 && location.getNext() != null) {
            location = location.getNext();
        }
        return location;
    }

    private Frame<BasicValue> entryFrame() {
        var frame = empty();
        var slot = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            frame.setLocal(
                    slot++, method.name.equals("<init>") ? UninitializedValue.thisOf(owner) : operands.object(owner));
        }
        for (var argument : Type.getArgumentTypes(method.desc)) {
            frame.setLocal(slot, Objects.requireNonNull(operands.valueOf(argument)));
            slot += argument.getSize();
        }
        return frame;
    }

    private Frame<BasicValue> empty() {
        var frame = new Frame<BasicValue>(room.locals(), room.stack());
        frame.setReturn(result);
        for (var i = 0; i < room.locals(); i++) {
            frame.setLocal(i, BasicValue.UNINITIALIZED_VALUE);
        }
        return frame;
    }

    private Frame<BasicValue> frameOf(FrameNode stackMap) throws AnalyzerException {
        var frame = empty();
        var slot = 0;
        for (var entry : stackMap.local) {
            var value = statedValue(entry, stackMap);
            frame.setLocal(slot, value);
            slot += value.getSize();
        }
        for (var entry : stackMap.stack) {
            frame.push(statedValue(entry, stackMap));
        }
        return frame;
    }

    private BasicValue statedValue(Object entry, FrameNode stackMap) throws AnalyzerException {
        if (entry instanceof String name) {
            return operands.object(name);
        } else if (entry instanceof LabelNode label) {
            return UninitializedValue.createdBy(creationAt(label, stackMap));
        } else if (entry.equals(Opcodes.INTEGER)) {
            return BasicValue.INT_VALUE;
        } else if (entry.equals(Opcodes.FLOAT)) {
            return BasicValue.FLOAT_VALUE;
        } else if (entry.equals(Opcodes.LONG)) {
            return BasicValue.LONG_VALUE;
        } else if (entry.equals(Opcodes.DOUBLE)) {
            return BasicValue.DOUBLE_VALUE;
        } else if (entry.equals(Opcodes.NULL)) {
            return operands.object("null");
        } else if (entry.equals(Opcodes.UNINITIALIZED_THIS)) {
            return UninitializedValue.thisOf(owner);
        }
        return BasicValue.UNINITIALIZED_VALUE;
    }

    private TypeInsnNode creationAt(LabelNode label, FrameNode stackMap) throws AnalyzerException {
        if (location(label) instanceof TypeInsnNode creation && creation.getOpcode() == Opcodes.NEW) {
            return creation;
        }
        var insn = location(stackMap);
        throw new AnalyzerException(insn, at(insn) + "the stack map names an object where none is made");
    }
}
