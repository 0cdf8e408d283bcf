package io.heddle.instrumenter.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * States each stack map of a method by what distinguishes it from the one before, as class files do; passes see them
 * expanded. ASM's writer would do the same, but takes every type of an expanded map apart and puts it together again,
 * which is a twentieth of the time of a weaving.
 */
public final class StackMaps {
    private static final int MOST_LOCALS_OF_A_DIFFERENCE = 3;

    private StackMaps() {}

    /**
     * Compresses the expanded stack maps of a method, the last thing that happens to it.
     *
     * @param owner internal name of the method's class
     */
    public static void compress(String owner, MethodNode method) {
        @Nullable List<Object> before = null;
        for (var insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            if (insn instanceof FrameNode stackMap) {
                before = compress(stackMap, before == null ? parameters(owner, method) : before);
            }
        }
    }

    /** Gives the locals, as they were. */
    private static List<Object> compress(FrameNode stackMap, List<Object> before) {
        var locals = stackMap.local;
        var more = locals.size() - before.size();
        var height = stackMap.stack.size();
        if (Math.abs(more) > MOST_LOCALS_OF_A_DIFFERENCE
                || height > 1
                || (height == 1 && more != 0)
                || !beginAlike(locals, before)) {
            stackMap.type = Opcodes.F_FULL;
        } else if (more > 0) {
            stackMap.type = Opcodes.F_APPEND;
            stackMap.local = locals.subList(before.size(), locals.size());
        } else if (more < 0) {
            stackMap.type = Opcodes.F_CHOP;
            stackMap.local = before.subList(locals.size(), before.size());
        } else {
            stackMap.type = height == 0 ? Opcodes.F_SAME : Opcodes.F_SAME1;
        }
        return locals;
    }

    private static boolean beginAlike(List<Object> a, List<Object> b) {
        var common = Math.min(a.size(), b.size());
        for (var i = 0; i < common; i++) {
            if (!a.get(i).equals(b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Object> parameters(String owner, MethodNode method) {
        var locals = new ArrayList<Object>();
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            locals.add(method.name.equals("<init>") ? Opcodes.UNINITIALIZED_THIS : owner);
        }
        for (var argument : Type.getArgumentTypes(method.desc)) {
            locals.add(
                    switch (argument.getSort()) {
                        case Type.LONG -> Opcodes.LONG;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.ARRAY, Type.OBJECT -> argument.getInternalName();
                        default -> Opcodes.INTEGER;
                    });
        }
        return locals;
    }
}
