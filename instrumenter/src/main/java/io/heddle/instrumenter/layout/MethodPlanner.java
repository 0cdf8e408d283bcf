package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.Liveness;
import io.heddle.instrumenter.analysis.LivenessAnalysis;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Numbers the await sites of a normalised method and decides what each one saves, and where. */
public final class MethodPlanner {
    private static final Set<String> OWN_ENTRY =
            Set.of(RuntimeMembers.COROUTINE, RuntimeMembers.TASK, RuntimeMembers.PROMISE);

    private static final List<AbstractInsnNode> NO_UNBOXING = List.of();

    /** By name and descriptor: the private async methods of the class, which may be called directly. */
    private final Map<String, GeneratedNames> directCallees;

    /** Plans methods of a class whose private async methods are {@code directCallees}, by name and descriptor. */
    public MethodPlanner(Map<String, GeneratedNames> directCallees) {
        this.directCallees = Map.copyOf(directCallees);
    }

    /** Plans one method. */
    public MethodPlan plan(NormalMethod normal, GeneratedNames names) {
        var method = normal.node();
        var flow = normal.flow();
        var types = TypeAnalysis.analyze(names.owner(), method);
        var liveness = LivenessAnalysis.analyze(method, flow);
        var layout = new FrameLayout();
        var reachable = normal.reachable();
        var points = new ArrayList<SuspensionPoint>();
        var line = 0;
        for (var i = 0; i < method.instructions.size(); i++) {
            var insn = method.instructions.get(i);
            if (insn instanceof LineNumberNode number) {
                line = number.line;
            }
            if (reachable.get(i) && AwaitCalls.isAwait(insn)) {
                // The compact shape takes objects: the unboxing of an outcome that came late would be one more branch.
                var unboxing = names.compact() ? Unboxing.NONE : Unboxing.behind(insn, i, flow);
                var form = formOf((MethodInsnNode) insn, i, unboxing, flow, types, names);
                var taken = form.raw() != null && form.raw() == unboxing.box() ? unboxing.insns() : NO_UNBOXING;
                points.add(point(points.size() + 1, i, line, form, taken, types, liveness, layout));
            }
        }
        return new MethodPlan(
                normal,
                names,
                types,
                liveness,
                List.copyOf(points),
                Capture.of(points),
                layout.fields(),
                names.raw() == null ? Set.of() : RawResultAnalysis.boxings(normal.completions()),
                resumesInstance(method, names, points));
    }

    private static SuspensionPoint point(
            int number,
            int index,
            int line,
            AwaitForm form,
            List<AbstractInsnNode> unboxing,
            TypeFrames types,
            Liveness liveness,
            FrameLayout layout) {
        // Locals come first: so `this`, where it is live, has the same field at every point.
        var values = new ArrayList<SavedValue>();
        liveness.acrossAwait(index).stream()
                .forEach(slot -> values.add(SavedValue.local(slot, types.local(index, slot))));
        var locals = values.size();
        var stack = types.stack(index);
        for (var height = 0; height < stack.size() - 1; height++) {
            values.add(SavedValue.operand(height, stack.get(height)));
        }
        var placed = layout.place(values);
        return new SuspensionPoint(
                number,
                index,
                line,
                form,
                unboxing,
                List.copyOf(placed.subList(locals, placed.size())),
                List.copyOf(placed.subList(0, locals)));
    }

    private AwaitForm formOf(
            MethodInsnNode await,
            int index,
            Unboxing unboxing,
            ControlFlow flow,
            TypeFrames types,
            GeneratedNames names) {
        if (AwaitCalls.isAwaitOfStage(await)) {
            return new AwaitForm.Stage();
        }
        if (Neighbours.onlyPredecessor(await) instanceof MethodInsnNode call && call.owner.equals(names.owner())) {
            var callee = directCallees.get(call.name + call.desc);
            if (callee != null && flow.handlers(indexOf(call, index)).equals(flow.handlers(index))) {
                return new AwaitForm.Direct(call, callee);
            }
        }
        var stack = types.stack(index);
        var awaited = stack.get(stack.size() - 1);
        if (awaited.kind() != VerificationType.Kind.OBJECT || !OWN_ENTRY.contains(awaited.objectName())) {
            return new AwaitForm.Face(RuntimeMembers.SUSPENDABLE, null);
        }
        var asked = awaited.objectName().equals(RuntimeMembers.COROUTINE) ? unboxing.box() : null;
        return new AwaitForm.Face(awaited.objectName(), asked != null && asked.entry() != null ? asked : null);
    }

    private static int indexOf(MethodInsnNode call, int awaitIndex) {
        var index = awaitIndex;
        for (AbstractInsnNode insn = call; !AwaitCalls.isAwait(insn); insn = insn.getNext()) {
            index--;
        }
        return index;
    }

    /** {@code this} must be live wherever the body is resumed, and slot 0 must never hold anything else. */
    private static boolean resumesInstance(MethodNode method, GeneratedNames names, List<SuspensionPoint> points) {
        if (names.isStatic() || points.isEmpty()) {
            return false;
        }
        for (var insn : method.instructions) {
            if (insn instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE && access.var == 0) {
                return false;
            }
        }
        return points.stream()
                .allMatch(point -> !point.locals().isEmpty()
                        && point.locals().get(0).slot() == 0
                        && point.locals().get(0).type().equals(VerificationType.object(names.owner())));
    }
}
