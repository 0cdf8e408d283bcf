package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * How a resume body gets to its suspension points: a switch on the frame's state, and behind it an entry for each point,
 * which reloads what is live and goes on behind the await, or throws the failure in the try ranges of that await.
 *
 * <pre>
 *   switch (frame.state)
 *   ENTRY1: (locals) = frame...;  if (failure != null) goto THROW1;  push operands, value;  goto AFTER1
 *   THROW1: throw failure                                            // in the try ranges of the await
 * </pre>
 *
 * <p>Locals are reloaded before the jump, never behind it, so that no try range is entered with locals missing. The
 * entries stand before the first line number: they belong to no line, so that a breakpoint on the line of an await isn't
 * met once more when the call is resumed.
 *
 * <p>In a compact body, points that can be reloaded together ({@link SharedReload}) have one entry, which ends in a
 * switch to their AFTERs.
 */
final class PointEntries {
    private final ResumeEmitter body;
    private final MethodPlan plan;
    private final Code code;
    private final SlotMap slots;

    PointEntries(ResumeEmitter body) {
        this.body = body;
        this.plan = body.plan;
        this.code = body.code;
        this.slots = body.slots;
    }

    void emit() {
        var unknown = new LabelNode();
        var entries = plan.points().stream().map(point -> new LabelNode()).toArray(LabelNode[]::new);
        var reloads = SharedReload.of(plan);
        var sharing = new BitSet();
        reloads.forEach(reload -> reload.points().forEach(point -> {
            entries[point.number() - 1] = entries[reload.first().number() - 1];
            sharing.set(point.number());
        }));
        pushState();
        code.add(new TableSwitchInsnNode(1, entries.length, unknown, entries));
        for (var reload : reloads) {
            emitShared(reload, entries[reload.first().number() - 1]);
        }
        for (var point : plan.points()) {
            if (!sharing.get(point.number())) {
                emitAlone(point, entries[point.number() - 1]);
            }
        }
        code.label(unknown)
                .stackMap(body.parameterMap(), List.of())
                .create("java/lang/IllegalStateException")
                .op(Opcodes.DUP)
                .construct("java/lang/IllegalStateException", "()V")
                .op(Opcodes.ATHROW);
    }

    private void emitAlone(SuspensionPoint point, LabelNode entry) {
        code.label(entry);
        var failed = emitReload(point, point.locals());
        code.jump(Opcodes.GOTO, body.objectLabel(point));
        emitThrow(point, point.locals(), failed);
    }

    private void emitShared(SharedReload reload, LabelNode entry) {
        code.label(entry);
        var failed = emitReload(reload.first(), reload.locals());
        pushState();
        body.emitSwitch(reload.points(), body::objectLabel);
        emitThrows(reload, failed);
    }

    /** Points with the same try ranges throw at the same place. */
    private void emitThrows(SharedReload reload, LabelNode failed) {
        record Throw(SuspensionPoint point, LabelNode start) {}
        var throwing = new LinkedHashMap<List<TryCatchBlockNode>, Throw>();
        for (var point : reload.points()) {
            throwing.putIfAbsent(rangesOf(point), new Throw(point, new LabelNode()));
        }
        if (throwing.size() == 1) {
            emitThrow(reload.first(), reload.locals(), failed);
            return;
        }
        code.label(failed).stackMap(failureMap(reload.locals()), List.of());
        pushState();
        body.emitSwitch(
                reload.points(),
                point -> Objects.requireNonNull(throwing.get(rangesOf(point))).start());
        throwing.values().forEach(each -> emitThrow(each.point(), reload.locals(), each.start()));
    }

    private List<TryCatchBlockNode> rangesOf(SuspensionPoint point) {
        return plan.flow().handlers(point.index());
    }

    /** Reloads the locals and pushes operands and value; gives the label to which it goes with a failure instead. */
    private LabelNode emitReload(SuspensionPoint point, Collection<SavedValue> locals) {
        code.stackMap(body.parameterMap(), List.of());
        for (var local : locals) {
            if (!(plan.resumesInstance() && local.slot() == 0)) {
                pushSaved(local);
                code.store(local.type().declaredType(), slots.slot(local.slot()));
            }
        }
        // if (failure != null) goto THROW
        var failed = new LabelNode();
        code.aload(slots.failure()).jump(Opcodes.IFNONNULL, failed);
        point.operands().forEach(this::pushSaved);
        code.aload(slots.value());
        return failed;
    }

    private void emitThrow(SuspensionPoint point, Collection<SavedValue> locals, LabelNode failed) {
        var end = new LabelNode();
        // throw failure
        code.label(failed)
                .stackMap(failureMap(locals), List.of())
                .aload(slots.failure())
                .op(Opcodes.ATHROW)
                .label(end);
        body.tryTable.cover(point, failed, end);
    }

    private List<Object> failureMap(Collection<SavedValue> locals) {
        return slots.failureStackMap(body.typesOf(locals), body.frameClass);
    }

    private void pushState() {
        code.aload(slots.frame()).getField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I");
    }

    private void pushSaved(SavedValue value) {
        var field = value.field();
        if (field == null) {
            code.op(Opcodes.ACONST_NULL);
        } else {
            code.aload(slots.frame()).getField(body.frameClass, field.name(), field.desc());
        }
    }
}
