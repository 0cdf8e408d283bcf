package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.Handler;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Closes the iterator of one for-each loop on every way out of it but exhaustion. What is added stands directly behind the
 * loop's last instruction, outside the try ranges of its body and inside those around the loop:
 *
 * <pre>
 *   start:  ..                       start:  ..
 *           goto found                       goto close                        // so for each way out
 *           ..                               ..
 *           areturn                          astore value; goto closeAndReturn
 *           goto header                      goto header
 *                                    end:
 *                                    close:  await(it.closeAsync()); goto found
 *                                    closeAndReturn:
 *                                            await(it.closeAsync()); aload value; areturn
 *                                    thrown: astore e; await(it.closeAsync(e)); athrow
 *                                    failed: astore x; if (x != e) e.addSuppressed(x); aload e; athrow
 * </pre>
 *
 * where {@code thrown} catches what is thrown between {@code start} and {@code end}, and {@code failed} what {@code
 * closeAsync(e)} throws.
 */
final class LoopCloser {
    private static final VerificationType THROWABLE = VerificationType.object("java/lang/Throwable");

    private final MethodNode method;
    private final ForEachLoop loop;
    private final List<LoopExit> exits;
    private final StackMap exhaustedMap;
    private final StackMap thrownMap;
    private final Set<Handler> around;
    private final StackMaps maps;
    private final int temporary;

    /** What the handler covers: the loop, and how it is left. */
    private final Set<AbstractInsnNode> inside;

    private final Code closing = new Code();

    /**
     * Plans the changes of a loop of {@code method}.
     *
     * @param owner internal name of the method's class
     * @param outer the loops around it, of which no other may have been closed
     * @param temporary the first of two slots that nothing but the closing of loops uses
     */
    LoopCloser(
            String owner,
            MethodNode method,
            ForEachLoop loop,
            List<ForEachLoop> outer,
            TypeLattice lattice,
            int temporary) {
        this.method = method;
        this.loop = loop;
        this.temporary = temporary;
        var flow = ControlFlow.of(method);
        var types = TypeAnalysis.analyze(owner, method);
        exits = LoopExits.of(loop, flow, types);
        exhaustedMap = StackMap.before(method.instructions.indexOf(loop.branch()) + 1, types);
        thrownMap = RethrowMap.of(loop, outer, flow, types, lattice);
        around = flow.handlers(method.instructions.indexOf(loop.hasNext())).stream()
                .map(Handler::of)
                .collect(Collectors.toSet());
        maps = new StackMaps(method);
        inside = new HashSet<>(loop.body());
    }

    /** Makes the changes; gives what is in the loop now and how it is closed, which all belongs to the loops around it. */
    Set<AbstractInsnNode> close() {
        exits.forEach(this::leave);
        var thrown = new LabelNode();
        var blocks = new ArrayList<TryCatchBlockNode>();
        blocks.add(rethrow(thrown));
        blocks.addAll(coverInside(thrown));
        var end = blocks.get(blocks.size() - 1).end;
        var last = Objects.requireNonNull(Neighbours.onlyPredecessor(end));
        if (!ControlFlow.endsBlock(last)) {
            // The loop asks for the next element at its end, and falls out of it where there is none.
            closing.insns().insert(new JumpInsnNode(Opcodes.GOTO, maps.labelBehind(end, exhaustedMap)));
        }
        for (var instruction : closing.insns()) {
            if (instruction.getOpcode() >= 0) {
                inside.add(instruction);
            }
        }
        InsertedBlock.insert(closing, end, around, method);
        addInFrontOfOuter(blocks);
        return inside;
    }

    /** Blocks for each run of instructions that are inside. */
    private List<TryCatchBlockNode> coverInside(LabelNode handler) {
        return CodeRun.of(inside, method).stream()
                .map(run -> new TryCatchBlockNode(run.start(), run.end(), handler, null))
                .toList();
    }

    /** The handlers of the loop come behind those in its body and before those around it: the order decides who catches. */
    private void addInFrontOfOuter(List<TryCatchBlockNode> blocks) {
        var position = 0;
        while (position < method.tryCatchBlocks.size()
                && !around.contains(Handler.of(method.tryCatchBlocks.get(position)))) {
            position++;
        }
        method.tryCatchBlocks.addAll(position, blocks);
    }

    private void leave(LoopExit exit) {
        var close = new LabelNode();
        var from = exit.from();
        if (from.getOpcode() == Opcodes.ARETURN) {
            leaveByReturn(exit, close);
            return;
        }
        var target = exit.target();
        if (target == null) {
            target = maps.labelBehind(from, exit.map());
            var jump = new JumpInsnNode(Opcodes.GOTO, close);
            method.instructions.insert(from, jump);
            inside.add(jump);
        } else {
            redirect(from, target, close);
        }
        closeAt(close, exit.map(), from);
        closing.jump(Opcodes.GOTO, target);
    }

    private void leaveByReturn(LoopExit exit, LabelNode close) {
        var returned = exit.map().top();
        var leaving = new Code().astore(temporary).jump(Opcodes.GOTO, close);
        leaving.insns().forEach(inside::add);
        closeAt(close, exit.map().pop().with(temporary, returned), exit.from());
        closing.aload(temporary).op(Opcodes.ARETURN);
        method.instructions.insert(exit.from(), leaving.insns());
        method.instructions.remove(exit.from());
        inside.remove(exit.from());
        method.maxLocals = Math.max(method.maxLocals, temporary + 1);
    }

    private static void redirect(AbstractInsnNode from, LabelNode target, LabelNode to) {
        if (from instanceof JumpInsnNode jump) {
            jump.label = to;
        } else if (from instanceof TableSwitchInsnNode table) {
            table.labels.replaceAll(label -> label == target ? to : label);
            table.dflt = table.dflt == target ? to : table.dflt;
        } else if (from instanceof LookupSwitchInsnNode lookup) {
            lookup.labels.replaceAll(label -> label == target ? to : label);
            lookup.dflt = lookup.dflt == target ? to : lookup.dflt;
        }
    }

    private void closeAt(LabelNode label, StackMap map, AbstractInsnNode from) {
        maps.state(closing.label(label), map);
        closing.line(LineNumbers.of(from))
                .aload(loop.slot())
                .invokeInterface(
                        RuntimeMembers.ASYNC_CLOSEABLE, RuntimeMembers.CLOSE_ASYNC, RuntimeMembers.CLOSE_ASYNC_DESC);
        await().op(Opcodes.POP);
    }

    /** Writes the handlers; gives the block of the inner one. */
    private TryCatchBlockNode rethrow(LabelNode thrown) {
        var failure = temporary;
        var failureOfClose = temporary + 1;
        method.maxLocals = Math.max(method.maxLocals, failureOfClose + 1);
        var close = new TryCatchBlockNode(new LabelNode(), new LabelNode(), new LabelNode(), null);
        var closedMap = thrownMap.with(failure, THROWABLE);
        var rethrow = new LabelNode();

        maps.state(closing.label(thrown), thrownMap.push(THROWABLE));
        closing.line(LineNumbers.of(loop.hasNext())).astore(failure);
        closing.label(close.start)
                .aload(loop.slot())
                .aload(failure)
                .invokeInterface(
                        RuntimeMembers.ASYNC_CLOSEABLE,
                        RuntimeMembers.CLOSE_ASYNC,
                        RuntimeMembers.CLOSE_ASYNC_FAILURE_DESC);
        await().push(
                        "closeAsync(Throwable) of an AsyncIterator completed with null, and not with the exception that the loop is"
                                + " left by")
                .invokeStatic(
                        "java/util/Objects",
                        "requireNonNull",
                        "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;")
                .cast(THROWABLE.objectName())
                .label(close.end)
                .op(Opcodes.ATHROW);

        maps.state(closing.label(close.handler), closedMap.push(THROWABLE));
        closing.astore(failureOfClose)
                .aload(failureOfClose)
                .aload(failure)
                .jump(Opcodes.IF_ACMPEQ, rethrow)
                .aload(failure)
                .aload(failureOfClose)
                .invokeVirtual(THROWABLE.objectName(), "addSuppressed", "(Ljava/lang/Throwable;)V");
        maps.state(closing.label(rethrow), closedMap);
        closing.aload(failure).op(Opcodes.ATHROW);
        return close;
    }

    private Code await() {
        return closing.invokeStatic(
                RuntimeMembers.COROUTINES, RuntimeMembers.AWAIT, RuntimeMembers.AWAIT_AWAITABLE_DESC);
    }
}
