package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Results that no return takes, because a {@code finally} always leaves in another way. javac stores them where nothing reads
 * them, and the handler drops the exception as well. (Eclipse's compiler pops them, as if they had been statements.)
 *
 * <pre>
 *   try { return f(); } finally { break l; }      f(); astore t; | goto l; handler: astore e; goto l
 * </pre>
 */
final class OverriddenResults {
    private final ClassNode owner;
    private final MethodNode method;
    private final TypeLattice lattice;
    private final UserTries tries;
    private final LocalUses locals;
    private final LocalVariables variables;

    OverriddenResults(
            ClassNode owner,
            MethodNode method,
            TypeLattice lattice,
            UserTries tries,
            LocalUses locals,
            LocalVariables variables) {
        this.owner = owner;
        this.method = method;
        this.lattice = lattice;
        this.tries = tries;
        this.locals = locals;
        this.variables = variables;
    }

    /** Whether an instruction stores such a result. */
    boolean areStoredBy(AbstractInsnNode instruction) {
        return instruction instanceof VarInsnNode store
                && store.getOpcode() == Opcodes.ASTORE
                && tries.endBehind(store)
                && tries.around(store).anyMatch(tries::dropsExceptions)
                && locals.isNeverRead(store)
                && !isOfVariable(store)
                && takesReturnType(store);
    }

    /** A variable's range begins behind the store that gives it a value, and may end with the jump that follows. */
    private boolean isOfVariable(VarInsnNode store) {
        var next = Neighbours.next(store);
        return next != null && variables.at(next, store.var).isPresent();
    }

    /** Whether it is certain that what {@code store} takes could be returned. A null could; only debug data tells. */
    private boolean takesReturnType(AbstractInsnNode store) {
        var stack = TypeAnalysis.analyze(owner.name, method).stack(method.instructions.indexOf(store));
        if (stack.isEmpty()) {
            return false; // nothing leads there
        }
        var type = stack.get(stack.size() - 1);
        return type.equals(VerificationType.NULL) ? variables.areKnown() : isReturnType(type);
    }

    private boolean isReturnType(VerificationType type) {
        var returned = Type.getReturnType(method.desc).getInternalName();
        return type.kind() == VerificationType.Kind.OBJECT
                && lattice.isAssignable(type.objectName(), returned) == Assignability.YES;
    }
}
