package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.LinkedHashSet;
import java.util.Set;
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
 * {@code return f()} inside a try must run {@code f} there, or its {@code catch} and {@code finally} would miss it. It is
 * made {@code return done(await(f()))}; elsewhere a return of a coroutine is a tail call and stays.
 *
 * <pre>
 *   try { return f(); }            invokestatic f                     invokestatic f
 *   finally { g(); }               astore tmp; g(); aload tmp         invokestatic await; invokestatic done
 *                                  areturn                            astore tmp; g(); aload tmp; areturn
 * </pre>
 *
 * <p>What counts is where the value's last instruction stands: javac ends a try range before the return itself. Where
 * the value goes through a local to get past a {@code finally}, that local is stored once and read once, in the copy of
 * the {@code finally} that stands before the handler; a variable of the user's, as in {@code y = f()} … {@code return y}
 * behind the try statement, is read behind the handlers.
 */
public final class TryReturnAwaiter {
    private final String owner;

    /** An awaiter for the methods of one class, given by its internal name. */
    public TryReturnAwaiter(String owner) {
        this.owner = owner;
    }

    /** Gives an equivalent method whose every returned coroutine is awaited where its try blocks see it. */
    public MethodNode await(MethodNode original) {
        if (original.tryCatchBlocks.isEmpty() || producers(original).isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var kind = ReturnKind.ofAsync(method.desc);
        for (var producer : producers(method)) {
            // done(await(x))
            var code = new Code().add(kind.awaiting()).add(kind.wrapping());
            method.instructions.insert(producer, code.insns());
        }
        return method;
    }

    /** The instructions that give a coroutine which is returned out of a try. */
    private Set<AbstractInsnNode> producers(MethodNode method) {
        var sources = sources(method);
        var flow = ControlFlow.of(method);
        var kind = ReturnKind.ofAsync(method.desc);
        var producers = new LinkedHashSet<AbstractInsnNode>();
        for (var i = 0; i < sources.length; i++) {
            if (method.instructions.get(i).getOpcode() == Opcodes.ARETURN && sources[i] != null) {
                for (var source : top(sources[i]).insns) {
                    var producer = awaitedProducer(source, method, flow, sources);
                    if (producer != null && !kind.isCompletion(producer)) {
                        producers.add(producer);
                    }
                }
            }
        }
        return producers;
    }

    private static @Nullable AbstractInsnNode awaitedProducer(
            AbstractInsnNode last, MethodNode method, ControlFlow flow, @Nullable Frame<SourceValue>[] sources) {
        if (last.getOpcode() == Opcodes.ACONST_NULL) {
            return null;
        }
        if (enclosingTry(last, method, flow) != null) {
            return last;
        }
        return last instanceof VarInsnNode load ? carriedPastFinally(load, method, flow, sources) : null;
    }

    /** What was stored into the temporary that {@code load} reads, where it is one that carries a result past a finally. */
    private static @Nullable AbstractInsnNode carriedPastFinally(
            VarInsnNode load, MethodNode method, ControlFlow flow, @Nullable Frame<SourceValue>[] sources) {
        var loadIndex = method.instructions.indexOf(load);
        var atLoad = sources[loadIndex];
        if (atLoad == null || atLoad.getLocal(load.var).insns.size() != 1) {
            return null;
        }
        var store = atLoad.getLocal(load.var).insns.iterator().next();
        var atStore = sources[method.instructions.indexOf(store)];
        if (store.getOpcode() != Opcodes.ASTORE
                || atStore == null
                || top(atStore).insns.size() != 1) {
            return null;
        }
        var producer = top(atStore).insns.iterator().next();
        var block = enclosingTry(producer, method, flow);
        return block != null && loadIndex < flow.handlerIndex(block) && isReadOnlyBy(load, store, method, sources)
                ? producer
                : null;
    }

    private static boolean isReadOnlyBy(
            VarInsnNode load, AbstractInsnNode store, MethodNode method, @Nullable Frame<SourceValue>[] sources) {
        for (var i = 0; i < sources.length; i++) {
            var frame = sources[i];
            if (method.instructions.get(i) instanceof VarInsnNode other
                    && other != load
                    && other.getOpcode() == Opcodes.ALOAD
                    && other.var == load.var
                    && frame != null
                    && frame.getLocal(load.var).insns.contains(store)) {
                return false;
            }
        }
        return true;
    }

    /** The innermost try block of the user's that covers an instruction; the handlers of monitors are none. */
    private static @Nullable TryCatchBlockNode enclosingTry(
            AbstractInsnNode insn, MethodNode method, ControlFlow flow) {
        for (var block : flow.handlers(method.instructions.indexOf(insn))) {
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
        for (AbstractInsnNode insn = block.handler; insn != null; insn = insn.getNext()) {
            if (insn.getOpcode() == Opcodes.MONITOREXIT) {
                return true;
            }
            if (insn.getOpcode() == Opcodes.MONITORENTER || ControlFlow.endsBlock(insn)) {
                return false;
            }
        }
        return false;
    }

    private static SourceValue top(Frame<SourceValue> frame) {
        return frame.getStack(frame.getStackSize() - 1);
    }

    private @Nullable Frame<SourceValue>[] sources(MethodNode method) {
        try {
            return new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
    }
}
