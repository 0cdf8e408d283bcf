package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The body from a suspension point: it begins with a switch to where the call goes on ({@link PointEntries}), and has the
 * code that suspension points lead to.
 *
 * <p>The compact shape is the same with one more entry: {@code if (frame == null) goto BEGIN}, the body's beginning. It
 * costs a start a branch, and has the user's code once: for methods that are too big to be inlined anyway, and for
 * builds that measure coverage.
 */
final class ResumeEmitter extends BodyEmitter {
    private final BitSet reachable;
    /** Whether a call begins here too, with no frame. */
    private final boolean beginsToo;

    private final LabelNode begin = new LabelNode();
    private final List<VariableRange> variables = new ArrayList<>();

    private record VariableRange(LocalVariableNode variable, LabelNode start, LabelNode end) {}

    private ResumeEmitter(MethodPlan plan, SlotMap slots, boolean beginsToo) {
        super(plan, slots);
        this.beginsToo = beginsToo;
        var roots = new ArrayList<Integer>();
        if (beginsToo) {
            roots.add(0);
        }
        for (var point : plan.points()) {
            roots.add(point.index() + 1);
            for (var handler : plan.flow().handlerIndexes(point.index())) {
                roots.add(handler);
            }
        }
        this.reachable = plan.flow().reachableFrom(roots);
        findVariableRanges();
    }

    /** The resume of the split shape. */
    static MethodNode emit(MethodPlan plan) {
        var body = body(plan, plan.names().resumeDescriptor());
        new ResumeEmitter(plan, SlotMap.ofResume(plan.resumesInstance()), false).emitInto(body);
        return body;
    }

    /** The one body of the compact shape. */
    static MethodNode emitCompact(MethodPlan plan) {
        var names = plan.names();
        var body = body(plan, names.compactDescriptor(!names.isStatic() && !plan.resumesInstance()));
        new ResumeEmitter(plan, SlotMap.ofCompact(names), true).emitInto(body);
        return body;
    }

    private static MethodNode body(MethodPlan plan, String descriptor) {
        var names = plan.names();
        return new MethodNode(
                Opcodes.ASM9,
                names.bodyAccess(!plan.resumesInstance()) | (plan.method().access & Opcodes.ACC_STRICT),
                names.resume(),
                descriptor,
                null,
                null);
    }

    @Override
    void emitEntry() {
        if (beginsToo) {
            // if (frame == null) goto BEGIN
            code.aload(slots.frame()).jump(Opcodes.IFNULL, begin);
        }
        new PointEntries(this).emit();
    }

    @Override
    void emitBeginning() {
        if (beginsToo) {
            code.label(begin);
            // A loop that begins the method has a stack map there already.
            if (!hasStackMapFrom(plan.method().instructions.getFirst())) {
                code.stackMap(parameterMap(), List.of());
            }
        }
    }

    @Override
    String settling() {
        return RuntimeMembers.SETTLE;
    }

    /** The parameters of the body, before anything has been reloaded. */
    List<Object> parameterMap() {
        var types = noLocals();
        if (plan.resumesInstance() || (beginsToo && !plan.names().isStatic())) {
            types[0] = VerificationType.object(plan.names().owner());
        }
        if (beginsToo) {
            var slot = plan.names().isStatic() ? 0 : 1;
            for (var argument : Type.getArgumentTypes(plan.names().descriptor())) {
                types[slot] = VerificationType.of(argument);
                slot += argument.getSize();
            }
        }
        return slots.resumeStackMap(types, frameClass);
    }

    @Override
    boolean isElided(AbstractInsnNode insn) {
        return false;
    }

    @Override
    void emitReturn() {
        code.op(Opcodes.ARETURN);
    }

    @Override
    void emitSuspendedReturn() {
        code.op(Opcodes.ACONST_NULL).op(Opcodes.ARETURN);
    }

    @Override
    void pushFrame() {
        code.aload(slots.frame());
    }

    @Override
    boolean frameMayBeNull() {
        return beginsToo;
    }

    @Override
    BitSet reachable() {
        return reachable;
    }

    @Override
    boolean isEntered(SuspensionPoint point) {
        return true;
    }

    private void findVariableRanges() {
        var validity = ResumeValidity.of(plan);
        for (var variable : plan.method().localVariables) {
            var end = plan.method().instructions.indexOf(variable.end);
            var from = -1;
            for (var i = plan.method().instructions.indexOf(variable.start); i <= end; i++) {
                var shown = i < end && reachable.get(i) && validity.holds(i, variable.index);
                if (shown && from < 0) {
                    from = i;
                } else if (!shown && from >= 0) {
                    if (hasCodeIn(from, i)) {
                        variables.add(new VariableRange(variable, boundary(from), boundary(i)));
                    }
                    from = -1;
                }
            }
        }
    }

    @Override
    void emitVariables(MethodNode body) {
        for (var range : variables) {
            body.localVariables.add(new LocalVariableNode(
                    range.variable().name,
                    range.variable().desc,
                    range.variable().signature,
                    range.start(),
                    range.end(),
                    slots.slot(range.variable().index)));
        }
    }
}
