package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the for-each loops among the loops over an {@code AsyncIterator}. Their iterator belongs to nobody else: what
 * {@code iterator()} gives goes straight into a local that has no name, and is read twice, where {@code hasNext()} decides
 * about another round, and for {@code next()}, with which each round begins. (Groovy also asks whether there is one.)
 *
 * <p>Whether a local has a name, the class file tells where it was compiled with {@code -g}. Where it wasn't, a loop that
 * looks like this is a for-each if its calls are those that compilers make of one: on {@code java.util.Iterator}, on one
 * line.
 */
public final class ForEachLoops {
    private static final String ITERATOR = "java/util/Iterator";
    private static final String MADE_UP = "i$";
    private static final String KOTLIN_CHECKS = "kotlin/jvm/internal/Intrinsics";
    private static final String KOTLIN_CHECK_DESC = "(Ljava/lang/Object;Ljava/lang/String;)V";

    private final MethodNode method;
    private final ControlFlow flow;
    private final ValueOrigins origins;
    private final TypeLattice lattice;

    private ForEachLoops(MethodNode method, ControlFlow flow, ValueOrigins origins, TypeLattice lattice) {
        this.method = method;
        this.flow = flow;
        this.origins = origins;
        this.lattice = lattice;
    }

    /**
     * The loops of a method, an inner one before those around it.
     *
     * @param owner internal name of the method's class
     * @param hasNextCalls the calls of {@code hasNext()} on an {@code AsyncIterator}
     * @param lattice tells what is an iterator
     */
    public static List<ForEachLoop> of(
            String owner, MethodNode method, List<MethodInsnNode> hasNextCalls, TypeLattice lattice) {
        if (hasNextCalls.isEmpty()) {
            return List.of();
        }
        var finder = new ForEachLoops(method, ControlFlow.of(method), ValueOrigins.of(owner, method), lattice);
        var loops = new ArrayList<ForEachLoop>();
        for (var hasNext : hasNextCalls) {
            var loop = finder.loopOf(hasNext);
            if (loop != null) {
                loops.add(loop);
            }
        }
        loops.sort(Comparator.comparingInt(loop -> loop.body().size()));
        return loops;
    }

    private @Nullable ForEachLoop loopOf(MethodInsnNode hasNext) {
        if (!(Neighbours.onlyPredecessor(hasNext) instanceof VarInsnNode access)
                || !(Neighbours.onlySuccessor(hasNext) instanceof JumpInsnNode branch)) {
            return null;
        }
        var entry = entryOf(branch);
        if (!(entry instanceof VarInsnNode again)
                || again.getOpcode() != Opcodes.ALOAD
                || again.var != access.var
                || !(Neighbours.onlySuccessor(again) instanceof MethodInsnNode next)
                || !isNext(next)) {
            return null;
        }
        var store = storeReadBy(access);
        var iterator = store == null ? null : iteratorStoredBy(store);
        if (store == null
                || iterator == null
                || !isReadOnlyBy(Set.of(access, again), store)
                || hasName(store, hasNext, next)) {
            return null;
        }
        var body = LoopBody.of(method, flow, origins, hasNext, next);
        return new ForEachLoop(iterator, store, store.var, hasNext, branch, body);
    }

    /**
     * The instruction that stores what {@code hasNext()} is called on: the only one that a load reads, or, as optimisers
     * leave it where a round is the last one, a store of a copy: {@code dup; astore}.
     */
    private @Nullable VarInsnNode storeReadBy(VarInsnNode access) {
        if (access.getOpcode() == Opcodes.ALOAD) {
            return onlyStore(access);
        }
        return access.getOpcode() == Opcodes.ASTORE && isCopied(access) ? access : null;
    }

    private static boolean isCopied(VarInsnNode store) {
        var copy = Neighbours.onlyPredecessor(store);
        return copy != null && copy.getOpcode() == Opcodes.DUP;
    }

    /** The first instruction of a round, where nothing but the branch leads to it. */
    private @Nullable AbstractInsnNode entryOf(JumpInsnNode branch) {
        @Nullable
        AbstractInsnNode first = switch (branch.getOpcode()) {
            case Opcodes.IFEQ -> branch.getNext();
            case Opcodes.IFNE -> branch.label;
            default -> null;
        };
        var entry = first;
        while (entry != null && entry.getOpcode() < 0) {
            entry = entry.getNext();
        }
        return first != null && entry != null && onlyLeadsTo(branch, first, entry) ? entry : null;
    }

    private boolean onlyLeadsTo(JumpInsnNode branch, AbstractInsnNode first, AbstractInsnNode last) {
        var from = method.instructions.indexOf(first);
        // Labels and lines before it lead on to it, too; who jumps to one of them is found below.
        while (from > 0 && flow.insn(from - 1).getOpcode() < 0) {
            from--;
        }
        var to = method.instructions.indexOf(last);
        for (var i = 0; i < flow.size(); i++) {
            var isInside = i >= from && i < to;
            if (!isInside && flow.insn(i) != branch) {
                for (var successor : flow.successors(i)) {
                    if (successor >= from && successor <= to) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isNext(MethodInsnNode call) {
        return call.name.equals("next") && call.desc.startsWith("()") && call.getOpcode() != Opcodes.INVOKESTATIC;
    }

    private @Nullable VarInsnNode onlyStore(VarInsnNode load) {
        var stores = origins.inLocal(load, load.var);
        return stores.size() == 1
                        && stores.iterator().next() instanceof VarInsnNode store
                        && store.getOpcode() == Opcodes.ASTORE
                ? store
                : null;
    }

    private @Nullable MethodInsnNode iteratorStoredBy(VarInsnNode store) {
        var value = Neighbours.onlyPredecessor(store);
        if (value != null && isCopied(store)) {
            value = Neighbours.onlyPredecessor(value);
        }
        value = beforeNullCheck(value);
        if (value != null && value.getOpcode() == Opcodes.CHECKCAST) {
            value = Neighbours.onlyPredecessor(value);
        }
        return isIterator(value) ? (MethodInsnNode) value : iteratorUnlessNull(store);
    }

    private static boolean isIterator(@Nullable AbstractInsnNode value) {
        return value instanceof MethodInsnNode call && call.name.equals("iterator") && call.desc.startsWith("()");
    }

    /** Groovy loops over nothing where there is nothing to loop over: {@code xs == null ? null : xs.iterator()}. */
    private @Nullable MethodInsnNode iteratorUnlessNull(VarInsnNode store) {
        var makers = new HashSet<>(origins.onStack(store, 0));
        makers.removeIf(maker -> maker.getOpcode() == Opcodes.ACONST_NULL);
        var maker = makers.size() == 1 ? makers.iterator().next() : null;
        return isIterator(maker) ? (MethodInsnNode) maker : null;
    }

    /** Kotlin asks of what Java gives it whether it is null: {@code dup; ldc; invokestatic}. */
    private static @Nullable AbstractInsnNode beforeNullCheck(@Nullable AbstractInsnNode value) {
        if (value instanceof MethodInsnNode check
                && check.owner.equals(KOTLIN_CHECKS)
                && check.desc.equals(KOTLIN_CHECK_DESC)
                && Neighbours.onlyPredecessor(check) instanceof LdcInsnNode name
                && Neighbours.onlyPredecessor(name) instanceof InsnNode copy
                && copy.getOpcode() == Opcodes.DUP) {
            return Neighbours.onlyPredecessor(copy);
        }
        return value;
    }

    private boolean isReadOnlyBy(Set<AbstractInsnNode> loads, VarInsnNode store) {
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode load
                    && load.getOpcode() == Opcodes.ALOAD
                    && load.var == store.var
                    && !loads.contains(load)
                    && !isAskedForNull(load)
                    && origins.inLocal(load, store.var).contains(store)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAskedForNull(VarInsnNode load) {
        var next = Neighbours.onlySuccessor(load);
        return next != null && (next.getOpcode() == Opcodes.IFNULL || next.getOpcode() == Opcodes.IFNONNULL);
    }

    /**
     * Whether the source has a variable for the iterator. The one that javac makes up for a loop is no such variable; javac
     * of JDK 23 and newer lists it where the loop stands in a lambda. Nor is one of another type, of which an optimiser
     * forgot to say where it ends.
     */
    private boolean hasName(VarInsnNode store, MethodInsnNode hasNext, MethodInsnNode next) {
        var variables = new LocalVariables(method);
        if (variables.areKnown()) {
            return variables
                    .at(hasNext, store.var)
                    .filter(variable -> !variable.name.equals(MADE_UP) && mayBeIterator(variable))
                    .isPresent();
        }
        var line = LineNumbers.of(hasNext);
        return !hasNext.owner.equals(ITERATOR) || LineNumbers.of(store) != line || LineNumbers.of(next) != line;
    }

    private boolean mayBeIterator(LocalVariableNode variable) {
        return lattice.isAssignable(Type.getType(variable.desc).getInternalName(), ITERATOR) != Assignability.NO;
    }
}
