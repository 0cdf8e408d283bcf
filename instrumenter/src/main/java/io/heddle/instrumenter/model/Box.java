package io.heddle.instrumenter.model;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * A box, and the primitive in it. A body that boxes everything it completes with gives the primitive to its direct
 * callers; those kinds that have an entry of their own keep it raw through a face too.
 */
public enum Box {
    /** {@code Integer}. */
    INTEGER("java/lang/Integer", "I", "intValue", RuntimeMembers.AWAIT_INT),
    /** {@code Long}. */
    LONG("java/lang/Long", "J", "longValue", RuntimeMembers.AWAIT_LONG),
    /** {@code Double}. */
    DOUBLE("java/lang/Double", "D", "doubleValue", RuntimeMembers.AWAIT_DOUBLE),
    /** {@code Boolean}. */
    BOOLEAN("java/lang/Boolean", "Z", "booleanValue", RuntimeMembers.AWAIT_BOOLEAN),
    /** {@code Character}. */
    CHARACTER("java/lang/Character", "C", "charValue", null),
    /** {@code Byte}. */
    BYTE("java/lang/Byte", "B", "byteValue", null),
    /** {@code Short}. */
    SHORT("java/lang/Short", "S", "shortValue", null),
    /** {@code Float}. */
    FLOAT("java/lang/Float", "F", "floatValue", null);

    private final String internalName;
    private final String primitive;
    private final String unboxing;
    private final @Nullable String entry;

    Box(String internalName, String primitive, String unboxing, @Nullable String entry) {
        this.internalName = internalName;
        this.primitive = primitive;
        this.unboxing = unboxing;
        this.entry = entry;
    }

    /** The box whose {@code valueOf} an instruction calls; null for any other instruction. */
    public static @Nullable Box boxedBy(@Nullable AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call && call.getOpcode() == Opcodes.INVOKESTATIC) {
            for (var box : values()) {
                if (call.owner.equals(box.internalName)
                        && call.name.equals("valueOf")
                        && call.desc.equals(box.boxingDescriptor())) {
                    return box;
                }
            }
        }
        return null;
    }

    /** The box that two instructions take off together, as {@code checkcast Integer; invokevirtual intValue}; or null. */
    public static @Nullable Box unboxedBy(@Nullable AbstractInsnNode cast, @Nullable AbstractInsnNode call) {
        if (cast instanceof TypeInsnNode type
                && type.getOpcode() == Opcodes.CHECKCAST
                && call instanceof MethodInsnNode method
                && method.getOpcode() == Opcodes.INVOKEVIRTUAL) {
            for (var box : values()) {
                if (type.desc.equals(box.internalName)
                        && method.owner.equals(box.internalName)
                        && method.name.equals(box.unboxing)
                        && method.desc.equals(box.unboxingDescriptor())) {
                    return box;
                }
            }
        }
        return null;
    }

    /** The internal name of the class. */
    public String internalName() {
        return internalName;
    }

    /** The primitive type. */
    public Type primitive() {
        return Type.getType(primitive);
    }

    /** The name of the method that gives the primitive. */
    public String unboxing() {
        return unboxing;
    }

    /** The descriptor of {@link #unboxing}. */
    public String unboxingDescriptor() {
        return "()" + primitive;
    }

    /** The descriptor of {@code valueOf}. */
    public String boxingDescriptor() {
        return "(" + primitive + ")L" + internalName + ";";
    }

    /** The member of {@code Coroutine} that gives the primitive through a face; null where this kind has none. */
    public @Nullable String entry() {
        return entry;
    }
}
