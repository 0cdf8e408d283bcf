package io.heddle.instrumenter.analysis;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Follows values, as copies of one another, from one instruction to the ends of a method, where nothing is thrown on the
 * way. A value is known by the marks that it is made with.
 */
final class NormalFlow {
    private static final CopyInterpreter INTERPRETER = new CopyInterpreter();

    private final MethodNode method;
    private final ControlFlow flow;
    private final Map<Integer, Frame<SourceValue>> states = new HashMap<>();
    private final ArrayDeque<Integer> work = new ArrayDeque<>();

    private NormalFlow(MethodNode method, ControlFlow flow) {
        this.method = method;
        this.flow = flow;
    }

    /**
     * What there is before each return and throw that {@code start} leads to.
     *
     * @param before what there is before {@code start}; kept as it is
     * @return by the index of the instruction
     */
    static Map<Integer, Frame<SourceValue>> exits(
            MethodNode method, ControlFlow flow, int start, Frame<SourceValue> before) {
        var normal = new NormalFlow(method, flow);
        try {
            normal.flowTo(start, before);
            while (!normal.work.isEmpty()) {
                normal.step(normal.work.remove());
            }
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
        normal.states.keySet().removeIf(index -> flow.successors(index).length > 0);
        return normal.states;
    }

    private void step(int index) throws AnalyzerException {
        if (flow.successors(index).length == 0) {
            return;
        }
        var after = new Frame<>(states.get(index));
        if (method.instructions.get(index).getOpcode() >= 0) {
            after.execute(method.instructions.get(index), INTERPRETER);
        }
        for (var next : flow.successors(index)) {
            flowTo(next, after);
        }
    }

    private void flowTo(int index, Frame<SourceValue> state) throws AnalyzerException {
        var known = states.get(index);
        if (known == null) {
            states.put(index, new Frame<>(state));
            work.add(index);
        } else if (known.merge(state, INTERPRETER)) {
            work.add(index);
        }
    }
}
