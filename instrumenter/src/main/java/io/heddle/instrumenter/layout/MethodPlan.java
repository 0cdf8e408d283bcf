package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.Liveness;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Everything that the emitters need to know of one normalised method; they decide nothing.
 *
 * @param normal the method in normal form: nothing uninitialised lies below an await
 * @param names the names of what is generated for it
 * @param types the verification types
 * @param liveness the live locals
 * @param points the suspension points, in the order of the code
 * @param captures what fills the coroutine frame at each point
 * @param fields the fields of the coroutine frame
 * @param boxings the boxings just before completions that a start with a raw result does without
 * @param resumesInstance whether the resume body is an instance method: {@code this} is live at every suspension point
 */
public record MethodPlan(
        NormalMethod normal,
        GeneratedNames names,
        TypeFrames types,
        Liveness liveness,
        List<SuspensionPoint> points,
        List<Capture> captures,
        List<FrameField> fields,
        Set<AbstractInsnNode> boxings,
        boolean resumesInstance) {
    /** The code. */
    public MethodNode method() {
        return normal.node();
    }

    /** Its control flow, in which a completion ends the method. */
    public ControlFlow flow() {
        return normal.flow();
    }

    /** The calls of {@code done} whose result is returned at once: the value itself is the result. */
    public Set<AbstractInsnNode> completions() {
        return normal.completions();
    }

    /** What fills the coroutine frame at a point. */
    public Capture captureAt(SuspensionPoint point) {
        return captures.get(point.number() - 1);
    }
}
