package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The body from its beginning: the user's code as it was, with the context as one more parameter; no switch, no frame,
 * nothing allocated until it suspends.
 */
final class StartEmitter extends BodyEmitter {
    private final BitSet reachable;

    private StartEmitter(MethodPlan plan) {
        super(plan, SlotMap.ofStart(plan.method(), plan.names()));
        this.reachable = plan.normal().reachable();
    }

    static MethodNode emit(MethodPlan plan) {
        var names = plan.names();
        var body = new MethodNode(
                Opcodes.ASM9,
                names.bodyAccess(names.startIsStatic()) | (plan.method().access & Opcodes.ACC_STRICT),
                names.start(),
                names.startDescriptor(),
                null,
                null);
        new StartEmitter(plan).emitInto(body);
        return body;
    }

    @Override
    void emitEntry() {
        var names = plan.names();
        if (names.isPacked()) {
            unpack(names.callClass());
        } else if (slots.context() != names.parameterSlots()) {
            code.aload(names.parameterSlots()).astore(slots.context());
        }
    }

    @Override
    void emitBeginning() {}

    @Override
    String settling() {
        return RuntimeMembers.SETTLE_AT_START;
    }

    private void unpack(String callClass) {
        var slot = 0;
        for (var field : CallClassEmitter.fields(plan.names())) {
            // a = call.a
            code.aload(0).getField(callClass, field.name(), field.desc());
            code.store(Type.getType(field.desc()), slots.slot(slot));
            slot += Type.getType(field.desc()).getSize();
        }
        for (var field : CallClassEmitter.fields(plan.names())) {
            if (field.isReference()) {
                code.aload(0).op(Opcodes.ACONST_NULL).putField(callClass, field.name(), field.desc());
            }
        }
    }

    @Override
    boolean isElided(AbstractInsnNode insn) {
        return plan.boxings().contains(insn);
    }

    @Override
    void emitReturn() {
        code.op(plan.names().startResult().getOpcode(Opcodes.IRETURN));
    }

    @Override
    void emitSuspendedReturn() {
        code.pushDefault(plan.names().startResult());
        emitReturn();
    }

    @Override
    void pushFrame() {
        code.op(Opcodes.ACONST_NULL);
    }

    @Override
    boolean frameMayBeNull() {
        return false;
    }

    @Override
    BitSet reachable() {
        return reachable;
    }

    @Override
    boolean isEntered(SuspensionPoint point) {
        return false;
    }

    @Override
    void emitVariables(MethodNode body) {
        var instructions = plan.method().instructions;
        for (var variable : plan.method().localVariables) {
            if (!hasCodeIn(instructions.indexOf(variable.start), instructions.indexOf(variable.end))) {
                continue;
            }
            body.localVariables.add(new LocalVariableNode(
                    variable.name,
                    variable.desc,
                    variable.signature,
                    labelOf(variable.start),
                    labelOf(variable.end),
                    slots.slot(variable.index)));
        }
    }
}
