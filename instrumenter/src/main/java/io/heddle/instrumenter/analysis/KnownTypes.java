package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What is known of the receiver of a call beyond the type that the call states: compilers call {@code Iterator.hasNext()}
 * on what {@code AsyncIterable.iterator()} gave, and keep it in a local of type {@code Iterator}. A value is known to be
 * of a type where everything that may have made it is.
 */
final class KnownTypes {
    private final MethodNode method;
    private final TypeLattice lattice;
    private final TypeFrames types;
    private final ValueOrigins origins;

    KnownTypes(MethodNode method, TypeFrames types, ValueOrigins origins, TypeLattice lattice) {
        this.method = method;
        this.types = types;
        this.origins = origins;
        this.lattice = lattice;
    }

    /**
     * An answer.
     *
     * @param isKnown whether the value is known to be of the type
     * @param missing the class that can't be found and would decide; null where the answer is sure
     */
    record Answer(boolean isKnown, @Nullable String missing) {}

    /** Whether the object that {@code call} is a call on is known to be a {@code target}. */
    Answer ofReceiver(MethodInsnNode call, String target) {
        var question = new Question(target);
        var assignable = question.ofReceiver(call);
        return new Answer(
                assignable == Assignability.YES, assignable == Assignability.UNKNOWN ? question.missing : null);
    }

    /** Whether an operand is known to be a {@code target}; {@code depth} is 0 for the top. */
    Answer ofOperand(AbstractInsnNode before, int depth, String target) {
        if (!origins.isReachable(before)) {
            return new Answer(false, null);
        }
        var question = new Question(target);
        var assignable = question.onStack(before, depth);
        return new Answer(
                assignable == Assignability.YES, assignable == Assignability.UNKNOWN ? question.missing : null);
    }

    /** One question. A null for an answer stands for what adds nothing to it: a null, or a value that is met again. */
    private final class Question {
        private final String target;
        private final Set<AbstractInsnNode> seen = new HashSet<>();
        private @Nullable String missing;

        Question(String target) {
            this.target = target;
        }

        Assignability ofReceiver(MethodInsnNode call) {
            var declared = ofType(Type.getObjectType(call.owner));
            if (declared == Assignability.YES || !origins.isReachable(call)) {
                return declared;
            }
            var known = onStack(call, Type.getArgumentTypes(call.desc).length);
            return known == null || known == Assignability.NO ? declared : known;
        }

        private @Nullable Assignability onStack(AbstractInsnNode before, int depth) {
            var stated = types.stack(method.instructions.indexOf(before));
            return either(stated.get(stated.size() - 1 - depth), origins.onStack(before, depth), this::ofProducer);
        }

        private @Nullable Assignability inLocal(VarInsnNode load) {
            var stated = types.local(method.instructions.indexOf(load), load.var);
            return either(stated, origins.inLocal(load, load.var), this::ofStore);
        }

        private @Nullable Assignability either(
                VerificationType stated,
                Collection<AbstractInsnNode> makers,
                Function<AbstractInsnNode, @Nullable Assignability> answer) {
            var isObject = stated.kind() == VerificationType.Kind.OBJECT;
            return isObject && lattice.isAssignable(stated.objectName(), target) == Assignability.YES
                    ? Assignability.YES
                    : all(makers, answer);
        }

        private @Nullable Assignability all(
                Collection<AbstractInsnNode> makers, Function<AbstractInsnNode, @Nullable Assignability> answer) {
            var result = makers.isEmpty() ? Assignability.NO : null;
            for (var maker : makers) {
                var one = seen.add(maker) ? answer.apply(maker) : null;
                if (one == Assignability.NO) {
                    return one;
                }
                result = one == null || result == Assignability.UNKNOWN ? result : one;
            }
            return result;
        }

        private @Nullable Assignability ofStore(AbstractInsnNode store) {
            var parameter = origins.parameterType(store);
            return parameter == null ? onStack(store, 0) : ofType(parameter);
        }

        private @Nullable Assignability ofProducer(AbstractInsnNode producer) {
            return switch (producer.getOpcode()) {
                case Opcodes.ACONST_NULL -> null;
                case Opcodes.ALOAD -> inLocal((VarInsnNode) producer);
                case Opcodes.CHECKCAST -> ofCast((TypeInsnNode) producer);
                case Opcodes.NEW -> ofType(Type.getObjectType(((TypeInsnNode) producer).desc));
                case Opcodes.GETFIELD, Opcodes.GETSTATIC -> ofType(Type.getType(((FieldInsnNode) producer).desc));
                case Opcodes.INVOKEDYNAMIC -> ofType(Type.getReturnType(((InvokeDynamicInsnNode) producer).desc));
                default -> producer instanceof MethodInsnNode call ? ofCall(call) : Assignability.NO;
            };
        }

        private @Nullable Assignability ofCast(TypeInsnNode cast) {
            var type = ofType(Type.getObjectType(cast.desc));
            var before = type == Assignability.YES ? type : onStack(cast, 0);
            return before == Assignability.NO ? type : before;
        }

        private Assignability ofCall(MethodInsnNode call) {
            var result = ofType(Type.getReturnType(call.desc));
            if (result == Assignability.YES || !target.equals(RuntimeMembers.ASYNC_ITERATOR) || !isIterator(call)) {
                return result;
            }
            var question = new Question(RuntimeMembers.ASYNC_ITERABLE);
            var iterable = question.ofReceiver(call);
            missing = missing == null ? question.missing : missing;
            return iterable;
        }

        private static boolean isIterator(MethodInsnNode call) {
            return call.name.equals("iterator")
                    && call.desc.startsWith("()")
                    && call.getOpcode() != Opcodes.INVOKESTATIC;
        }

        private Assignability ofType(Type type) {
            if (type.getSort() != Type.OBJECT) {
                return Assignability.NO;
            }
            var assignable = lattice.isAssignable(type.getInternalName(), target);
            if (assignable == Assignability.UNKNOWN && missing == null) {
                missing = lattice.firstMissing(type.getInternalName());
            }
            return assignable;
        }
    }
}
