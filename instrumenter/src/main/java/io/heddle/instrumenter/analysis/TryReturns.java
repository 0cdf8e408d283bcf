package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.model.ReturnKind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

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
 * the user's is read behind the handlers.
 */
public final class TryReturns {
    private final MethodNode method;
    private final ReturnKind kind;
    private final ControlFlow flow;
    private final @Nullable Frame<SourceValue>[] sources;

    private TryReturns(MethodNode method, ControlFlow flow, @Nullable Frame<SourceValue>[] sources) {
        this.method = method;
        this.kind = ReturnKind.ofAsync(method.desc);
        this.flow = flow;
        this.sources = sources;
    }

    /** Analyses a method of the class {@code owner}; its return type is one that an async method may have. */
    public static TryReturns of(String owner, MethodNode method) {
        try {
            return new TryReturns(
                    method, ControlFlow.of(method), new Analyzer<>(new SourceInterpreter()).analyze(owner, method));
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
    }

    /**
     * The last instruction of each value that is returned out of a try and has to be awaited there, which null and what is
     * complete already, as {@code done(v)}, have not; in the order of the code.
     */
    public Set<AbstractInsnNode> values() {
        var values = new LinkedHashSet<AbstractInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.ARETURN) {
                for (var last : onTop(instruction)) {
                    values.addAll(evaluatedInTry(last));
                }
            }
        }
        return values;
    }

    /** Whether a try of the user's covers an instruction. */
    public boolean isInTry(AbstractInsnNode instruction) {
        return enclosingTry(instruction) != null;
    }

    private Set<AbstractInsnNode> evaluatedInTry(AbstractInsnNode last) {
        if (needsNoAwait(last)) {
            return Set.of();
        }
        if (isInTry(last)) {
            return Set.of(last);
        }
        return last instanceof VarInsnNode load ? carriedPastFinally(load) : Set.of();
    }

    /** What was stored into the local that {@code load} reads, where it is one that carries a result past a finally. */
    private Set<AbstractInsnNode> carriedPastFinally(VarInsnNode load) {
        var stores = localBefore(load, load.var);
        if (stores.size() != 1) {
            return Set.of();
        }
        var store = stores.iterator().next();
        if (store.getOpcode() != Opcodes.ASTORE || !isReadOnlyBy(load, store)) {
            return Set.of();
        }
        return onTop(store).stream()
                .filter(value -> !needsNoAwait(value) && isBeforeHandlerOf(value, load))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean needsNoAwait(AbstractInsnNode value) {
        return value.getOpcode() == Opcodes.ACONST_NULL || kind.isCompletion(value);
    }

    private boolean isBeforeHandlerOf(AbstractInsnNode value, AbstractInsnNode load) {
        var block = enclosingTry(value);
        return block != null && method.instructions.indexOf(load) < flow.handlerIndex(block);
    }

    private boolean isReadOnlyBy(VarInsnNode load, AbstractInsnNode store) {
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode other
                    && other != load
                    && other.getOpcode() == Opcodes.ALOAD
                    && other.var == load.var
                    && localBefore(other, other.var).contains(store)) {
                return false;
            }
        }
        return true;
    }

    /** The innermost try block of the user's that covers an instruction; the handlers of monitors are none. */
    private @Nullable TryCatchBlockNode enclosingTry(AbstractInsnNode instruction) {
        for (var block : flow.handlers(method.instructions.indexOf(instruction))) {
            if (!releasesMonitor(block)) {
                return block;
            }
        }
        return null;
    }

    private static boolean releasesMonitor(TryCatchBlockNode block) {
        if (block.type != null) {
            return false;
        }
        for (@Nullable AbstractInsnNode insn = block.handler; insn != null; insn = insn.getNext()) {
            if (insn.getOpcode() == Opcodes.MONITOREXIT) {
                return true;
            }
            if (insn.getOpcode() == Opcodes.MONITORENTER || ControlFlow.endsBlock(insn)) {
                return false;
            }
        }
        return false;
    }

    private Set<AbstractInsnNode> onTop(AbstractInsnNode before) {
        var frame = sources[method.instructions.indexOf(before)];
        return frame == null ? Set.of() : frame.getStack(frame.getStackSize() - 1).insns;
    }

    private Set<AbstractInsnNode> localBefore(AbstractInsnNode instruction, int local) {
        var frame = sources[method.instructions.indexOf(instruction)];
        return frame == null ? Set.of() : frame.getLocal(local).insns;
    }
}
