package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.RecordPatterns;
import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the calls whose coroutine goes nowhere on any path. A value that is taken on one path is fine; so is what a
 * mocking library is asked.
 */
final class DroppedCoroutines {
    private DroppedCoroutines() {}

    /** The calls in a method whose coroutine is dropped, in the order of the code. */
    static List<MethodInsnNode> in(MethodNode method, CheckedClass checked) {
        var site = checked.siteOfBody(method);
        if (site != null && checked.mocking().takes(site)) {
            return List.of();
        }
        var calls = CoroutineCalls.in(method);
        // Nearly all: dataflow need not be asked.
        calls.removeIf(DroppedCoroutines::isTakenAtOnce);
        if (calls.isEmpty()) {
            return calls;
        }
        var flow = checked.flowOf(method);
        var unused = calls.stream()
                .filter(call -> flow.isReachable(call)
                        && !flow.isUsed(call)
                        && !RecordPatterns.isRead(call, method)
                        && calls.stream().noneMatch(other -> isUsedCopy(other, call, flow))
                        && !isQuestionToMock(call, flow, checked))
                .toList();
        return unused.isEmpty() ? unused : withoutReturned(unused, method, checked);
    }

    /** Without what is awaited where it is returned, although a {@code finally} gives something else in its place. */
    private static List<MethodInsnNode> withoutReturned(
            List<MethodInsnNode> calls, MethodNode method, CheckedClass checked) {
        if (method.tryCatchBlocks.isEmpty() || ReturnKind.of(method.desc) == null) {
            return calls;
        }
        var flow = checked.flowOf(method);
        var returned = TryReturns.of(checked.node(), method, checked.lattice()).values().stream()
                .flatMap(value -> flow.onStack(value.getNext(), 0).stream())
                .collect(Collectors.toSet());
        return calls.stream().filter(call -> !returned.contains(call)).toList();
    }

    /**
     * Whether {@code other} stands for the same call in the source, and fills the same variable, but is used: compilers copy
     * a {@code finally} to each way out of its {@code try}, and that of exceptions leads past whoever reads the variable.
     */
    private static boolean isUsedCopy(MethodInsnNode other, MethodInsnNode call, ValueFlow flow) {
        return other.name.equals(call.name)
                && other.desc.equals(call.desc)
                && other.owner.equals(call.owner)
                && LineNumbers.of(other) == LineNumbers.of(call)
                && flow.isUsed(other)
                && !Collections.disjoint(slotsOf(other, flow), slotsOf(call, flow));
    }

    private static Set<Integer> slotsOf(MethodInsnNode call, ValueFlow flow) {
        return flow.storesOf(call).stream().map(store -> store.var).collect(Collectors.toSet());
    }

    private static boolean isTakenAtOnce(MethodInsnNode call) {
        var next = Neighbours.onlySuccessor(call);
        return next != null && (AwaitCalls.isAwait(next) || next.getOpcode() == Opcodes.ARETURN);
    }

    private static boolean isQuestionToMock(MethodInsnNode call, ValueFlow flow, CheckedClass checked) {
        return call.getOpcode() != Opcodes.INVOKESTATIC && checked.mocking().madeReceiver(call, flow);
    }
}
