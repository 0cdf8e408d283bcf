package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The body from a suspension point: a switch jumps to the point's entry, which reloads what is live and goes on behind
 * the await, or throws the failure inside the try ranges of that await.
 *
 * <pre>
 *   switch (frame.state)
 *   ENTRY1: (locals) = frame...;  if (failure != null) goto THROW1;  push operands, value;  goto AFTER1
 *   THROW1: throw failure                                            // in the try ranges of the await
 * </pre>
 *
 * <p>Locals are reloaded before the jump, never behind it, so that no try range is entered with locals missing.
 */
final class ResumeEmitter extends BodyEmitter {
    private final BitSet reachable;
    private final List<VariableRange> variables = new ArrayList<>();

    private record VariableRange(LocalVariableNode variable, LabelNode start, LabelNode end) {}

    private ResumeEmitter(MethodPlan plan) {
        super(plan, SlotMap.ofResume(plan.resumesInstance()));
        var roots = new ArrayList<Integer>();
        for (var point : plan.points()) {
            roots.add(point.index() + 1);
            plan.flow()
                    .handlers(point.index())
                    .forEach(block -> roots.add(plan.flow().handlerIndex(block)));
        }
        this.reachable = plan.flow().reachableFrom(roots);
        findVariableRanges();
    }

    static MethodNode emit(MethodPlan plan) {
        var names = plan.names();
        var body = new MethodNode(
                Opcodes.ASM9,
                names.bodyAccess(!plan.resumesInstance()) | (plan.method().access & Opcodes.ACC_STRICT),
                names.resume(),
                names.resumeDescriptor(),
                null,
                null);
        new ResumeEmitter(plan).emitInto(body);
        return body;
    }

    @Override
    void emitEntry() {
        var unknown = new LabelNode();
        var entries = plan.points().stream().map(point -> new LabelNode()).toArray(LabelNode[]::new);
        // switch (frame.state)
        code.aload(slots.frame())
                .getField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I")
                .add(new TableSwitchInsnNode(1, entries.length, unknown, entries));
        for (var point : plan.points()) {
            emitPointEntry(point, entries[point.number() - 1]);
        }
        code.label(unknown)
                .stackMap(parameterMap(), List.of())
                .create("java/lang/IllegalStateException")
                .op(Opcodes.DUP)
                .construct("java/lang/IllegalStateException", "()V")
                .op(Opcodes.ATHROW);
    }

    private void emitPointEntry(SuspensionPoint point, LabelNode entry) {
        var failed = new LabelNode();
        code.label(entry).line(point.line()).stackMap(parameterMap(), List.of());
        for (var local : point.locals()) {
            if (!(plan.resumesInstance() && local.slot() == 0)) {
                pushSaved(local);
                code.store(local.type().declaredType(), slots.slot(local.slot()));
            }
        }
        // if (failure != null) goto THROW
        code.aload(slots.failure()).jump(Opcodes.IFNONNULL, failed);
        point.operands().forEach(this::pushSaved);
        code.aload(slots.value()).jump(Opcodes.GOTO, objectLabel(point));

        var end = new LabelNode();
        var locals = new ArrayList<>(localsOf(point));
        while (locals.size() <= slots.failure()) {
            locals.add(Opcodes.TOP);
        }
        locals.set(slots.failure(), "java/lang/Throwable");
        // throw failure
        code.label(failed)
                .stackMap(locals, List.of())
                .aload(slots.failure())
                .op(Opcodes.ATHROW)
                .label(end);
        tryTable.cover(point, failed, end);
    }

    private void pushSaved(SavedValue value) {
        var field = value.field();
        if (field == null) {
            code.op(Opcodes.ACONST_NULL);
        } else {
            code.aload(slots.frame()).getField(plan.names().frameClass(), field.name(), field.desc());
        }
    }

    private List<Object> parameterMap() {
        var locals = new ArrayList<Object>();
        if (plan.resumesInstance()) {
            locals.add(plan.names().owner());
        }
        locals.add(plan.names().frameClass());
        locals.add("java/lang/Object");
        locals.add("java/lang/Throwable");
        locals.add(RuntimeMembers.CTX);
        return locals;
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
                var shown = i < end && validity.holds(i, variable.index);
                if (shown && from < 0) {
                    from = i;
                } else if (!shown && from >= 0) {
                    variables.add(new VariableRange(variable, boundary(from), boundary(i)));
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
