package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which {@code return x} of a method stands inside a try, and where {@code x} has been evaluated.
 *
 * <p>What counts is where the value's last instruction stands: javac ends a try range before the return itself, and puts
 * a copy of the {@code finally} in between.
 *
 * <pre>
 *   try { return f(); } finally { g(); }          f(); astore t; | g(); aload t; areturn; handler: ..
 *   try { y = f(); } finally { g(); } return y;   f(); astore y; | g(); goto L; handler: ..; L: aload y; areturn
 * </pre>
 *
 * A local that carries a result past a {@code finally} is stored once and read once, before the handler; a variable of
 * the user's is read behind the handlers. Other tools have one such local for all returns of a method, at its end, where they
 * come by a jump with the value on the stack. It carries a result, too, where debug data tells that it is no variable, or
 * null where the method fails, for a try of the tool's.
 *
 * <p>In Kotlin and Scala a try has a value. {@code return try { f() } catch ..} is {@code try { return f() } catch ..}, as
 * nobody would write the other if the try were not to wait:
 *
 * <pre>
 *   f(); astore t; | goto L; handler: ..; g(); astore t; L: aload t; areturn
 * </pre>
 *
 * <p>The last instruction is the last one, in the try ranges of the instruction that gave the value, behind which the
 * value lies on top of the stack: in {@code return this.cache = f()} the assignment.
 */
public final class TryReturns {
    private static final Set<AbstractInsnNode> NOTHING = Set.of();
    private static final String KOTLIN_METADATA = "Lkotlin/Metadata;";
    /** What Scala's compilers write into class files: what the source says of its types, or that another file tells that. */
    private static final Set<String> SCALA_ATTRIBUTES = Set.of("ScalaSig", "TASTY", "Scala");

    private final MethodNode method;
    private final ReturnKind kind;
    private final ControlFlow flow;
    private final Origins origins;
    private final LocalVariables variables;
    private final LocalUses locals;
    private final UserTries tries;
    private final OverriddenResults overridden;
    private final List<Returned> returned;
    /** Worked out when it is first asked for: most methods return nothing past a finally. */
    private @Nullable Liveness liveness;

    /** Whether the language has values of tries, which are carried to a return behind them. */
    private final boolean triesHaveValues;

    private TryReturns(ClassNode owner, MethodNode method, TypeLattice lattice, ControlFlow flow, Origins origins) {
        this.method = method;
        this.kind = ReturnKind.ofAsync(method.desc);
        this.flow = flow;
        this.origins = origins;
        this.variables = new LocalVariables(method);
        this.locals = new LocalUses(method, origins);
        this.tries = new UserTries(method, flow, locals);
        this.overridden = new OverriddenResults(owner, method, lattice, tries, locals, variables);
        this.triesHaveValues = isKotlin(owner) || isScala(owner);
        this.returned = returned();
    }

    /**
     * Analyses a method of the class {@code owner}; its return type is one that an async method may have.
     *
     * @param lattice tells what could be returned
     */
    public static TryReturns of(ClassNode owner, MethodNode method, TypeLattice lattice) {
        var flow = ControlFlow.of(method);
        var origins = OriginAnalysis.analyze(owner.name, method, flow, new OriginRules());
        return new TryReturns(owner, method, lattice, flow, origins);
    }

    private static boolean isScala(ClassNode owner) {
        return owner.attrs != null
                && owner.attrs.stream().anyMatch(attribute -> SCALA_ATTRIBUTES.contains(attribute.type));
    }

    private static boolean isKotlin(ClassNode owner) {
        return owner.visibleAnnotations != null
                && owner.visibleAnnotations.stream().anyMatch(annotation -> annotation.desc.equals(KOTLIN_METADATA));
    }

    /**
     * The last instruction of each value that is returned out of a try and has to be awaited there, which null and what is
     * complete already, as {@code done(v)}, have not; in the order of the code.
     */
    public Set<AbstractInsnNode> values() {
        var values = new LinkedHashSet<AbstractInsnNode>();
        returned.stream()
                .filter(value -> !isNull(value.source()) && !kind.isCompletion(value.source()))
                .forEach(value -> values.add(lastOnTop(value.source(), value.taker())));
        return values;
    }

    /** The constants null that are returned out of a try, in the order of the code: there is nothing to await in them. */
    public Set<AbstractInsnNode> nulls() {
        return returned.stream()
                .map(Returned::source)
                .filter(TryReturns::isNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is returned out of a try: the instruction that gives it, and the one that takes it from the stack. */
    private record Returned(AbstractInsnNode source, AbstractInsnNode taker) {}

    private List<Returned> returned() {
        var all = new ArrayList<Returned>();
        var seen = new HashSet<AbstractInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN || overridden.areStoredBy(instruction)) {
                addReturned(instruction, all, seen);
            }
        }
        all.removeIf(value -> enclosingTry(value.source()) == null);
        return all;
    }

    /** Whether a try of the user's covers both instructions; its range has a gap wherever a finally was copied. */
    public boolean areInOneTry(AbstractInsnNode a, AbstractInsnNode b) {
        return tries.areInOne(a, b);
    }

    /** Adds what {@code taker}, a return or the store into a local that carries the result, takes from the stack. */
    private void addReturned(AbstractInsnNode taker, List<Returned> all, Set<AbstractInsnNode> seen) {
        if (!seen.add(taker)) {
            return;
        }
        for (var source : onTop(taker)) {
            var stores = storesOfResult(source);
            if (stores.isEmpty()) {
                all.add(new Returned(source, taker));
            } else {
                stores.forEach(store -> addReturned(store, all, seen));
            }
        }
    }

    private AbstractInsnNode lastOnTop(AbstractInsnNode source, AbstractInsnNode taker) {
        var height = stackBefore(taker);
        @Nullable AbstractInsnNode last = null;
        for (var insn = source; insn != taker && !endsBlock(insn); insn = insn.getNext()) {
            if (insn.getOpcode() >= 0) {
                var after = insn.getNext();
                if (!haveSameRanges(insn, source) || stackBefore(after) < height) {
                    break;
                }
                if (insn instanceof JumpInsnNode) {
                    return beforeTaker(source, taker);
                }
                last = stackBefore(after) == height && onTop(after).contains(source) ? insn : last;
            }
        }
        return Objects.requireNonNull(last, "what is returned was on top of the stack when it was given");
    }

    /** Where only some ways from {@code source} lead to the return, as from Kotlin's {@code x ?: f()}, they join first. */
    private AbstractInsnNode beforeTaker(AbstractInsnNode source, AbstractInsnNode taker) {
        if (!haveSameRanges(source, taker)) {
            throw new IllegalArgumentException(method.name + method.desc
                    + " returns a value out of a try, but not on every path behind the instruction that gave it");
        }
        return taker.getPrevious();
    }

    private boolean haveSameRanges(AbstractInsnNode a, AbstractInsnNode b) {
        return flow.handlers(method.instructions.indexOf(a)).equals(flow.handlers(method.instructions.indexOf(b)));
    }

    private static boolean endsBlock(AbstractInsnNode insn) {
        return insn instanceof FrameNode || ControlFlow.endsBlock(insn);
    }

    /** The stores of what {@code source} loads, where that is a local that carries results; none where it isn't. */
    private Set<AbstractInsnNode> storesOfResult(AbstractInsnNode source) {
        if (!(source instanceof VarInsnNode load)) {
            return NOTHING;
        }
        var stores = variables.at(load, load.var).isPresent() ? NOTHING : locals.storesOf(load);
        var ofTool = isAlsoNull(stores);
        var isNoVariable = variables.areKnown() || ofTool;
        return (triesHaveValues && !ofTool)
                        || isCarriedPastFinally(load, stores)
                        || (isNoVariable && stores.stream().anyMatch(this::takesResult))
                ? stores
                : NOTHING;
    }

    /** Whether null is stored, too: as by a tool that has put a try around the method, where that fails. */
    private boolean isAlsoNull(Set<AbstractInsnNode> stores) {
        return stores.stream().flatMap(store -> onTop(store).stream()).anyMatch(TryReturns::isNull);
    }

    private boolean isCarriedPastFinally(VarInsnNode load, Set<AbstractInsnNode> stores) {
        if (stores.size() != 1) {
            return false;
        }
        var store = stores.iterator().next();
        return isReadOnlyBy(load, store)
                && onTop(store).stream()
                        .anyMatch(value -> leavesTry(value, store, load) && !isReadByFinally(value, store, load));
    }

    /**
     * Whether a {@code finally} on the way from {@code store} to {@code load} reads the local where it runs because of an
     * exception, too: then it is a variable.
     *
     * <pre>
     *   y = z; try { y = f(); } finally { return y; }     f(); astore y; | aload y; areturn; handler: astore e; aload y; areturn
     * </pre>
     */
    private boolean isReadByFinally(AbstractInsnNode value, AbstractInsnNode store, AbstractInsnNode load) {
        var left = tries.around(value)
                .filter(block ->
                        block.type == null && tries.around(load).noneMatch(other -> other.handler == block.handler));
        var slot = ((VarInsnNode) store).var;
        return left.anyMatch(
                block -> liveness().before(flow.handlerIndex(block)).get(slot));
    }

    private Liveness liveness() {
        if (liveness == null) {
            liveness = LivenessAnalysis.analyze(method, flow);
        }
        return liveness;
    }

    /** Whether what {@code store} takes from the stack has left a try there, or came from a local that did. */
    private boolean takesResult(AbstractInsnNode store) {
        return onTop(store).stream()
                .anyMatch(value -> leavesTryOnStack(value, store)
                        || (value instanceof VarInsnNode load && isCarriedPastFinally(load, locals.storesOf(load))));
    }

    private boolean leavesTryOnStack(AbstractInsnNode value, AbstractInsnNode store) {
        var block = enclosingTry(value);
        var storeIndex = method.instructions.indexOf(store);
        return block != null
                && flow.handlers(storeIndex).stream().noneMatch(other -> other.handler == block.handler)
                && flow.handlerIndex(block) < storeIndex;
    }

    private boolean leavesTry(AbstractInsnNode value, AbstractInsnNode store, AbstractInsnNode load) {
        var block = enclosingTry(value);
        var loadIndex = method.instructions.indexOf(load);
        // The range of one try has a gap wherever a finally was copied: what counts is the handler.
        return block != null
                && flow.handlers(loadIndex).stream().noneMatch(other -> other.handler == block.handler)
                && method.instructions.indexOf(store) < loadIndex
                && loadIndex < flow.handlerIndex(block);
    }

    private static boolean isNull(AbstractInsnNode value) {
        return value.getOpcode() == Opcodes.ACONST_NULL;
    }

    private boolean isReadOnlyBy(VarInsnNode load, AbstractInsnNode store) {
        return locals.loadsOf((VarInsnNode) store).allMatch(reader -> reader == load);
    }

    /** The innermost try block of the user's that covers an instruction. */
    private @Nullable TryCatchBlockNode enclosingTry(AbstractInsnNode instruction) {
        return tries.around(instruction).findFirst().orElse(null);
    }

    private Set<AbstractInsnNode> onTop(AbstractInsnNode before) {
        return origins.onStack(before, 0);
    }

    private int stackBefore(AbstractInsnNode instruction) {
        return origins.stackHeight(instruction);
    }
}
