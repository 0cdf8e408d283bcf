package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * ASM's verifier of operand types, on our class hierarchy instead of loaded classes, and with objects that are of no use
 * until their constructor has been called. Where a class file is missing the benefit of the doubt is given: the original
 * had the same gap.
 */
final class OperandVerifier extends SimpleVerifier {
    private static final Type NULL = Type.getObjectType("null");

    private final TypeLattice lattice;
    /** A class's methods state the same types again and again. */
    private final Map<String, BasicValue> objects = new HashMap<>();

    private final Map<String, CallTypes> calls = new HashMap<>();

    /** What a descriptor says; the result is null where there is none. */
    private record CallTypes(
            List<BasicValue> arguments, @Nullable BasicValue result) {}

    OperandVerifier(TypeLattice lattice) {
        super(Opcodes.ASM9, null, null, null, false);
        this.lattice = lattice;
    }

    /** Whether a value may stand where a stack map states a type. */
    boolean isAssignable(BasicValue value, BasicValue stated) {
        return value == stated || stated.equals(BasicValue.UNINITIALIZED_VALUE) || isSubTypeOf(value, stated);
    }

    /** An initialised object of a class, or an array, by its internal name. */
    BasicValue object(String name) {
        return objects.computeIfAbsent(name, key -> newValue(Type.getObjectType(key)));
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
        return insn instanceof TypeInsnNode creation
                ? UninitializedValue.createdBy(creation)
                : super.newOperation(insn);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value) throws AnalyzerException {
        if (value instanceof UninitializedValue
                && (insn.getOpcode() == Opcodes.CHECKCAST || insn.getOpcode() == Opcodes.INSTANCEOF)) {
            throw new AnalyzerException(insn, null, "an initialised object", value);
        }
        return super.unaryOperation(insn, value);
    }

    /** Any object may be compared, and a constructor may write fields of its own class before it calls another one. */
    @Override
    public BasicValue binaryOperation(AbstractInsnNode insn, BasicValue first, BasicValue second)
            throws AnalyzerException {
        return switch (insn.getOpcode()) {
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE ->
                super.binaryOperation(insn, initialized(first), initialized(second));
            case Opcodes.PUTFIELD ->
                super.binaryOperation(
                        insn,
                        first instanceof UninitializedValue object && object.isThis() ? object.initialized() : first,
                        second);
            default -> super.binaryOperation(insn, first, second);
        };
    }

    private static BasicValue initialized(BasicValue value) {
        return value instanceof UninitializedValue object ? object.initialized() : value;
    }

    @Override
    public @Nullable BasicValue naryOperation(AbstractInsnNode insn, List<? extends BasicValue> values)
            throws AnalyzerException {
        if (!(insn instanceof MethodInsnNode call)) {
            return super.naryOperation(insn, values);
        }
        if (!call.name.equals("<init>")) {
            return resultOf(call, values);
        }
        if (!(values.get(0) instanceof UninitializedValue object)) {
            throw new AnalyzerException(insn, "Method owner", "an uninitialised object", values.get(0));
        }
        var arguments = new ArrayList<BasicValue>(values);
        arguments.set(0, object.initialized());
        return resultOf(call, arguments);
    }

    /** A value of a type; null of {@code void}. */
    @Nullable
    BasicValue valueOf(Type type) {
        return isReference(type) ? object(type.getInternalName()) : newValue(type);
    }

    private @Nullable BasicValue resultOf(MethodInsnNode call, List<? extends BasicValue> values)
            throws AnalyzerException {
        var types = calls.computeIfAbsent(call.desc, this::typesOf);
        var receivers = values.size() - types.arguments().size();
        if (receivers > 0 && !isSubTypeOf(values.get(0), object(call.owner))) {
            throw new AnalyzerException(call, "Method owner", object(call.owner), values.get(0));
        }
        for (var i = 0; i < types.arguments().size(); i++) {
            var expected = types.arguments().get(i);
            var actual = values.get(receivers + i);
            if (!isSubTypeOf(actual, expected)) {
                throw new AnalyzerException(call, "Argument " + (i + 1), expected, actual);
            }
        }
        return types.result();
    }

    private CallTypes typesOf(String descriptor) {
        var arguments = new ArrayList<BasicValue>();
        for (var argument : Type.getArgumentTypes(descriptor)) {
            arguments.add(Objects.requireNonNull(valueOf(argument)));
        }
        return new CallTypes(arguments, valueOf(Type.getReturnType(descriptor)));
    }

    @Override
    protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
        if (value instanceof UninitializedValue || expected instanceof UninitializedValue) {
            return value instanceof UninitializedValue && value.equals(expected);
        }
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
