package io.heddle.instrumenter.analysis;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * A type as the class-file verifier sees it (JVMS 4.10.1.2): the small integers are one type, {@code null} is a type of
 * its own, and an object is uninitialised until its constructor has been called.
 *
 * @param kind what it is
 * @param name for {@link Kind#OBJECT}: the internal name, or the descriptor of an array
 * @param creation for {@link Kind#UNINITIALIZED}: the {@code new} instruction
 */
public record VerificationType(
        Kind kind, @Nullable String name, @Nullable AbstractInsnNode creation) implements Value {
    /** The verifier's type tags. */
    public enum Kind {
        /** Nothing usable. */
        TOP,
        /** Any of boolean, byte, char, short, int. */
        INT,
        /** A float. */
        FLOAT,
        /** A long, two slots. */
        LONG,
        /** A double, two slots. */
        DOUBLE,
        /** The type of {@code null}. */
        NULL,
        /** {@code this} in a constructor before {@code super(..)}. */
        UNINITIALIZED_THIS,
        /** What {@code new} pushed, before its constructor has been called. */
        UNINITIALIZED,
        /** An initialised object or an array. */
        OBJECT
    }

    /** See {@link Kind#TOP}. */
    public static final VerificationType TOP = new VerificationType(Kind.TOP, null, null);
    /** See {@link Kind#INT}. */
    public static final VerificationType INT = new VerificationType(Kind.INT, null, null);
    /** See {@link Kind#FLOAT}. */
    public static final VerificationType FLOAT = new VerificationType(Kind.FLOAT, null, null);
    /** See {@link Kind#LONG}. */
    public static final VerificationType LONG = new VerificationType(Kind.LONG, null, null);
    /** See {@link Kind#DOUBLE}. */
    public static final VerificationType DOUBLE = new VerificationType(Kind.DOUBLE, null, null);
    /** See {@link Kind#NULL}. */
    public static final VerificationType NULL = new VerificationType(Kind.NULL, null, null);
    /** See {@link Kind#UNINITIALIZED_THIS}. */
    public static final VerificationType UNINITIALIZED_THIS = new VerificationType(Kind.UNINITIALIZED_THIS, null, null);

    /** An initialised object of {@code name}: an internal name, or an array's descriptor. */
    public static VerificationType object(String name) {
        return new VerificationType(Kind.OBJECT, name, null);
    }

    /** The object of {@code creation}, a {@code new} instruction, before its constructor has been called. */
    public static VerificationType uninitialized(AbstractInsnNode creation) {
        return new VerificationType(Kind.UNINITIALIZED, null, creation);
    }

    /** The type of a value of a declared type; not for {@code void}. */
    public static VerificationType of(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> INT;
            case Type.FLOAT -> FLOAT;
            case Type.LONG -> LONG;
            case Type.DOUBLE -> DOUBLE;
            case Type.ARRAY, Type.OBJECT -> object(type.getInternalName());
            default -> throw new IllegalArgumentException("no value has the type " + type);
        };
    }

    @Override
    public int getSize() {
        return kind == Kind.LONG || kind == Kind.DOUBLE ? 2 : 1;
    }

    /** Whether a value of this type is a reference that may be kept in a field, null included. */
    public boolean isReference() {
        return kind == Kind.OBJECT || kind == Kind.NULL;
    }

    /** The declared type of a field or parameter that takes this value and gives it back as the very same type. */
    public Type declaredType() {
        return switch (kind) {
            case INT -> Type.INT_TYPE;
            case FLOAT -> Type.FLOAT_TYPE;
            case LONG -> Type.LONG_TYPE;
            case DOUBLE -> Type.DOUBLE_TYPE;
            case NULL -> Type.getObjectType("java/lang/Object");
            case OBJECT -> Type.getObjectType(objectName());
            case TOP, UNINITIALIZED, UNINITIALIZED_THIS ->
                throw new IllegalStateException("a value of the type " + this + " can't be declared");
        };
    }

    /** The internal name, or the array's descriptor, of an {@link Kind#OBJECT}. */
    public String objectName() {
        if (name == null) {
            throw new IllegalStateException(this + " is no object");
        }
        return name;
    }

    /** This type as an entry of a stack map, as ASM's {@code visitFrame} takes it; not for {@link Kind#UNINITIALIZED}. */
    public Object stackMapEntry() {
        return switch (kind) {
            case TOP -> Opcodes.TOP;
            case INT -> Opcodes.INTEGER;
            case FLOAT -> Opcodes.FLOAT;
            case LONG -> Opcodes.LONG;
            case DOUBLE -> Opcodes.DOUBLE;
            case NULL -> Opcodes.NULL;
            case UNINITIALIZED_THIS -> Opcodes.UNINITIALIZED_THIS;
            case OBJECT -> objectName();
            case UNINITIALIZED -> throw new IllegalStateException("the label of the new instruction is not known here");
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case OBJECT -> objectName();
            default -> kind.name();
        };
    }
}
