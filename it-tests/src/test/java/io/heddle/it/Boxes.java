package io.heddle.it;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Primitive values as objects, and back. */
final class Boxes {
    private static final Map<Type, String> BOXES = Map.of(
            Type.BOOLEAN_TYPE, "java/lang/Boolean",
            Type.BYTE_TYPE, "java/lang/Byte",
            Type.CHAR_TYPE, "java/lang/Character",
            Type.SHORT_TYPE, "java/lang/Short",
            Type.INT_TYPE, "java/lang/Integer",
            Type.LONG_TYPE, "java/lang/Long",
            Type.FLOAT_TYPE, "java/lang/Float",
            Type.DOUBLE_TYPE, "java/lang/Double");

    private Boxes() {}

    /** The internal name of the box; null for what needs none. */
    static @Nullable String of(Type type) {
        return BOXES.get(type);
    }

    /** Makes an object of the value on the stack, if it is none. */
    static InsnList box(Type type) {
        var insns = new InsnList();
        var box = BOXES.get(type);
        if (box != null) {
            insns.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";"));
        }
        return insns;
    }

    /** Makes of the object on the stack what a method of this type returns. */
    static InsnList unbox(Type type) {
        var insns = new InsnList();
        var box = BOXES.get(type);
        if (type.getSort() == Type.VOID) {
            insns.add(new InsnNode(Opcodes.POP));
        } else if (box != null) {
            insns.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
            insns.add(new MethodInsnNode(
                    Opcodes.INVOKEVIRTUAL, box, type.getClassName() + "Value", "()" + type.getDescriptor()));
        } else {
            insns.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
        }
        return insns;
    }
}
