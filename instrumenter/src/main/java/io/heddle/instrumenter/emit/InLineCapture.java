package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.Capture;
import io.heddle.instrumenter.layout.SavedValue;
import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/**
 * What a capture method does, written into the cold path itself, for values that take more slots than parameters may
 * have.
 */
final class InLineCapture {
    private final BodyEmitter body;
    private final Capture capture;
    private final Code code;
    private final String frameClass;

    private InLineCapture(BodyEmitter body, Capture capture) {
        this.body = body;
        this.capture = capture;
        this.code = body.code;
        this.frameClass = body.plan.names().frameClass();
    }

    /** The operands are on the stack, and above them the point's number where the capture is shared. */
    static void emit(BodyEmitter body, Capture capture) {
        new InLineCapture(body, capture).emit();
    }

    private void emit() {
        var frame = emitFrame();
        code.aload(frame);
        if (capture.isShared()) {
            code.op(Opcodes.SWAP);
        } else {
            code.push(capture.first().number());
        }
        code.putField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I");
        var operands = capture.first().operands();
        for (var i = operands.size() - 1; i >= 0; i--) {
            emitOperand(operands.get(i), frame);
        }
        for (var local : capture.first().locals()) {
            var field = local.field();
            if (field != null) {
                code.aload(frame)
                        .load(local.type().declaredType(), body.slots.slot(local.slot()))
                        .putField(frameClass, field.name(), field.desc());
            }
        }
        if (body.slots.frame() >= 0) {
            CaptureEmitter.emitClearing(code, body.plan, capture, frame);
        }
        CaptureEmitter.emitLink(code, frame, body.slots.context());
    }

    /** Makes the frame where there is none yet; gives its slot. */
    private int emitFrame() {
        var frame = body.slots.frame();
        if (frame < 0) {
            frame = body.slots.behind(body.plan.method());
            create(frame);
        } else if (body.frameMayBeNull()) {
            var present = new LabelNode();
            var stack = new ArrayList<Object>();
            capture.first()
                    .operands()
                    .forEach(operand -> stack.add(operand.type().stackMapEntry()));
            if (capture.isShared()) {
                stack.add(Opcodes.INTEGER);
            }
            // if (f == null) f = new Frame()
            code.aload(frame).jump(Opcodes.IFNONNULL, present);
            create(frame);
            code.label(present).stackMap(body.localsOf(capture.first()), stack);
        }
        return frame;
    }

    private void create(int frame) {
        code.create(frameClass).op(Opcodes.DUP).construct(frameClass, "()V").astore(frame);
    }

    private void emitOperand(SavedValue operand, int frame) {
        var field = operand.field();
        if (field == null) {
            code.op(Opcodes.POP);
        } else if (operand.type().getSize() == 1) {
            code.aload(frame).op(Opcodes.SWAP).putField(frameClass, field.name(), field.desc());
        } else {
            code.aload(frame).op(Opcodes.DUP_X2).op(Opcodes.POP).putField(frameClass, field.name(), field.desc());
        }
    }
}
