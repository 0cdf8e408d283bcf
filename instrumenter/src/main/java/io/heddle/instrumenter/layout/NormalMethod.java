package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.ControlFlow;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A normalised method, with what each step of the layout asks of it. It isn't changed any more.
 *
 * @param node the method
 * @param completions the calls of {@code done} whose result is returned at once
 * @param flow its control flow, in which a completion ends the method
 * @param reachable what a call may come to
 */
public record NormalMethod(MethodNode node, Set<AbstractInsnNode> completions, ControlFlow flow, BitSet reachable) {
    /** Looks at a method. */
    public static NormalMethod of(MethodNode node) {
        var completions = CompletionFinder.find(node);
        var flow = ControlFlow.of(node, completions);
        return new NormalMethod(node, completions, flow, flow.reachableFrom(List.of(0)));
    }
}
