package io.heddle.instrumenter.verify;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * An object whose constructor has not been called: it may be moved about and compared, and nothing else. It is known by
 * the instruction that created it, as in the JVM; none did {@code this}.
 */
final class UninitializedValue extends BasicValue {
    private final @Nullable AbstractInsnNode creation;

    private UninitializedValue(String type, @Nullable AbstractInsnNode creation) {
        super(Type.getObjectType(type));
        this.creation = creation;
    }

    /** What {@code new} gives. */
    static UninitializedValue createdBy(TypeInsnNode creation) {
        return new UninitializedValue(creation.desc, creation);
    }

    /** {@code this} in a constructor of a class, given by its internal name. */
    static UninitializedValue thisOf(String owner) {
        return new UninitializedValue(owner, null);
    }

    boolean isThis() {
        return creation == null;
    }

    /** What the constructor's call makes of it. */
    BasicValue initialized() {
        return new BasicValue(getType());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UninitializedValue value && creation == value.creation;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(creation);
    }

    @Override
    public String toString() {
        return "uninitialised " + getType();
    }
}
