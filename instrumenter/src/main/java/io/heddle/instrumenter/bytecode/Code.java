package io.heddle.instrumenter.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes instructions one after the other; every emitter reads like the code that it emits. */
public final class Code {
    private final InsnList insns = new InsnList();

    /** What has been written; may be added to a method once. */
    public InsnList insns() {
        return insns;
    }

    /** What has been written last; null where nothing has. */
    public @Nullable AbstractInsnNode last() {
        return insns.getLast();
    }

    /** Moves what was written behind {@code before}, up to {@code last}, behind all the rest. */
    public void moveToEnd(AbstractInsnNode before, @Nullable AbstractInsnNode last) {
        var end = insns.getLast();
        if (last == end) {
            return;
        }
        for (var insn = before; insn != last; ) {
            insn = before.getNext();
            insns.remove(insn);
            insns.add(insn);
        }
    }

    /** Adds an instruction, label, line or stack map as it is. */
    public Code add(AbstractInsnNode insn) {
        insns.add(insn);
        return this;
    }

    /** An instruction without an operand. */
    public Code op(int opcode) {
        return add(new InsnNode(opcode));
    }

    /** Places a label. */
    public Code label(LabelNode label) {
        return add(label);
    }

    /** From here on the code belongs to a source line; 0 stands for an unknown line and writes nothing. */
    public Code line(int line) {
        if (line > 0) {
            var start = new LabelNode();
            add(start).add(new LineNumberNode(line, start));
        }
        return this;
    }

    /** A stack map of the locals and operands that hold here, trailing unusable locals left out. */
    public Code stackMap(List<Object> locals, List<Object> stack) {
        var used = new ArrayList<>(locals);
        while (!used.isEmpty() && used.get(used.size() - 1).equals(Opcodes.TOP)) {
            used.remove(used.size() - 1);
        }
        return add(new FrameNode(Opcodes.F_NEW, used.size(), used.toArray(), stack.size(), stack.toArray()));
    }

    /** Pushes a local. */
    public Code load(Type type, int slot) {
        return add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), slot));
    }

    /** Pushes a local that holds a reference. */
    public Code aload(int slot) {
        return add(new VarInsnNode(Opcodes.ALOAD, slot));
    }

    /** Pops into a local. */
    public Code store(Type type, int slot) {
        return add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), slot));
    }

    /** Pops a reference into a local. */
    public Code astore(int slot) {
        return add(new VarInsnNode(Opcodes.ASTORE, slot));
    }

    /** Pops a value of the given size. */
    public Code pop(int size) {
        return op(size == 2 ? Opcodes.POP2 : Opcodes.POP);
    }

    /** Pushes an int by the shortest instruction. */
    public Code push(int value) {
        if (value >= -1 && value <= 5) {
            return op(Opcodes.ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            return add(new IntInsnNode(Opcodes.BIPUSH, value));
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            return add(new IntInsnNode(Opcodes.SIPUSH, value));
        }
        return add(new LdcInsnNode(value));
    }

    /** Pushes what a field of this type holds before it is written. */
    public Code pushDefault(Type type) {
        return op(
                switch (type.getSort()) {
                    case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    default -> Opcodes.ICONST_0;
                });
    }

    /** Pushes a string. */
    public Code push(String value) {
        return add(new LdcInsnNode(value));
    }

    /** A conditional or unconditional jump. */
    public Code jump(int opcode, LabelNode target) {
        return add(new JumpInsnNode(opcode, target));
    }

    /** {@code new}. */
    public Code create(String type) {
        return add(new TypeInsnNode(Opcodes.NEW, type));
    }

    /** {@code checkcast}. */
    public Code cast(String type) {
        return add(new TypeInsnNode(Opcodes.CHECKCAST, type));
    }

    /** Reads an instance field. */
    public Code getField(String owner, String name, String desc) {
        return add(new FieldInsnNode(Opcodes.GETFIELD, owner, name, desc));
    }

    /** Writes an instance field. */
    public Code putField(String owner, String name, String desc) {
        return add(new FieldInsnNode(Opcodes.PUTFIELD, owner, name, desc));
    }

    /** Calls a static method. */
    public Code invokeStatic(String owner, String name, String desc, boolean onInterface) {
        return add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, desc, onInterface));
    }

    /** Calls a static method of a class. */
    public Code invokeStatic(String owner, String name, String desc) {
        return invokeStatic(owner, name, desc, false);
    }

    /** Calls a method of a class. */
    public Code invokeVirtual(String owner, String name, String desc) {
        return add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, owner, name, desc, false));
    }

    /** Calls a method of an interface. */
    public Code invokeInterface(String owner, String name, String desc) {
        return add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, owner, name, desc, true));
    }

    /** Calls a constructor, or a private method of the class itself. */
    public Code invokeSpecial(String owner, String name, String desc, boolean onInterface) {
        return add(new MethodInsnNode(Opcodes.INVOKESPECIAL, owner, name, desc, onInterface));
    }

    /** Calls a constructor. */
    public Code construct(String owner, String desc) {
        return invokeSpecial(owner, "<init>", desc, false);
    }
}
