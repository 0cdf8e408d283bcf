package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * ASM's verifier of operand types, on our class hierarchy instead of loaded classes. Where a class file is missing the
 * benefit of the doubt is given: the original had the same gap.
 */
final class OperandVerifier extends SimpleVerifier {
    private static final Type NULL = Type.getObjectType("null");

    private final TypeLattice lattice;

    OperandVerifier(TypeLattice lattice) {
        super(Opcodes.ASM9, null, null, null, false);
        this.lattice = lattice;
    }

    /** Whether a value may stand where a stack map states a type. */
    boolean isAssignable(BasicValue value, BasicValue stated) {
        return stated.equals(BasicValue.UNINITIALIZED_VALUE) || isSubTypeOf(value, stated);
    }

    @Override
    protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
        if (value.equals(expected)) {
            return true;
        }
        var from = value.getType();
        var to = expected.getType();
        if (from == null || to == null || !value.isReference() || !expected.isReference()) {
            return false;
        }
        return from.equals(NULL) || (!to.equals(NULL) && isAssignableFrom(to, from));
    }

    /** An interface takes any object (but no array), as the component of an array too; the JVM checks when it is called. */
    @Override
    protected boolean isAssignableFrom(Type to, Type from) {
        if (to.getSort() == Type.ARRAY && from.getSort() == Type.ARRAY) {
            var toComponent = component(to);
            var fromComponent = component(from);
            return toComponent.equals(fromComponent)
                    || (isReference(toComponent)
                            && isReference(fromComponent)
                            && isAssignableFrom(toComponent, fromComponent));
        }
        var target = to.getInternalName();
        return (from.getSort() != Type.ARRAY && lattice.isInterface(target))
                || lattice.isAssignable(from.getInternalName(), target) != Assignability.NO;
    }

    private static Type component(Type array) {
        return Type.getType(array.getDescriptor().substring(1));
    }

    private static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }
}
