package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.FrameField;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Saves a call's live values at one suspension point. A method of its own, outside every exception range, shared by
 * start and resume:
 *
 * <pre>
 *   static void total$capture1(operands..., locals..., Frame f, Ctx t) {
 *     if (f == null) f = new Frame();          // the first suspension of this call; later ones reuse the frame
 *     f.state = 1;
 *     f.l0 = ...; f.l1 = null;                 // what isn't live here must not be retained
 *     t.capture(f);
 *   }
 * </pre>
 *
 * <p>Where the values take more than the 255 slots that parameters may have, the same is done in line.
 */
final class CaptureEmitter {
    private static final int MOST_PARAMETER_SLOTS = 255;

    private CaptureEmitter() {}

    /** Emits the part of a cold path that saves: the operands are on the stack. */
    static void emitCall(BodyEmitter body, SuspensionPoint point) {
        if (!fitsParameters(point)) {
            emitInLine(body, point);
            return;
        }
        for (var local : point.locals()) {
            if (local.field() != null) {
                body.code.load(local.type().declaredType(), body.slots.slot(local.slot()));
            }
        }
        body.pushFrame();
        var names = body.plan.names();
        body.code
                .aload(body.slots.context())
                .invokeStatic(
                        names.owner(),
                        names.capture(point.number()),
                        descriptor(body.plan, point),
                        names.onInterface());
    }

    /** The capture methods of a body. */
    static List<MethodNode> methods(MethodPlan plan) {
        var methods = new ArrayList<MethodNode>();
        for (var point : plan.points()) {
            if (fitsParameters(point)) {
                methods.add(method(plan, point));
            }
        }
        return methods;
    }

    private static List<SavedValue> parameters(SuspensionPoint point) {
        var parameters = new ArrayList<>(point.operands());
        point.locals().stream().filter(local -> local.field() != null).forEach(parameters::add);
        return parameters;
    }

    private static boolean fitsParameters(SuspensionPoint point) {
        var slots = 2;
        for (var parameter : parameters(point)) {
            slots += parameter.type().getSize();
        }
        return slots <= MOST_PARAMETER_SLOTS;
    }

    private static String descriptor(MethodPlan plan, SuspensionPoint point) {
        var descriptor = new StringBuilder("(");
        for (var parameter : parameters(point)) {
            descriptor.append(parameter.type().declaredType().getDescriptor());
        }
        return descriptor
                .append(Type.getObjectType(plan.names().frameClass()).getDescriptor())
                .append(RuntimeMembers.CTX_DESC)
                .append(")V")
                .toString();
    }

    private static MethodNode method(MethodPlan plan, SuspensionPoint point) {
        var names = plan.names();
        var frameClass = names.frameClass();
        var parameters = parameters(point);
        var frame =
                parameters.stream().mapToInt(value -> value.type().getSize()).sum();
        var present = new LabelNode();
        var code = new Code()
                // if (f == null) f = new Frame()
                .aload(frame)
                .jump(Opcodes.IFNONNULL, present)
                .create(frameClass)
                .op(Opcodes.DUP)
                .construct(frameClass, "()V")
                .astore(frame)
                .label(present)
                .stackMap(parameterMap(parameters, frameClass), List.of());
        var slot = 0;
        for (var value : parameters) {
            var field = value.field();
            if (field != null) {
                // f.l0 = value
                code.aload(frame)
                        .load(value.type().declaredType(), slot)
                        .putField(frameClass, field.name(), field.desc());
            }
            slot += value.type().getSize();
        }
        emitClearing(code, plan, point, frame);
        emitLink(code, point, frame, frame + 1);
        code.op(Opcodes.RETURN);
        var method = new MethodNode(
                Opcodes.ASM9,
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                names.capture(point.number()),
                descriptor(plan, point),
                null,
                null);
        method.instructions = code.insns();
        return method;
    }

    private static List<Object> parameterMap(List<SavedValue> parameters, String frameClass) {
        var locals = new ArrayList<Object>();
        for (var parameter : parameters) {
            // A parameter that is always null is declared as an Object.
            locals.add(
                    parameter.field() == null
                            ? "java/lang/Object"
                            : parameter.type().stackMapEntry());
        }
        locals.add(frameClass);
        locals.add(RuntimeMembers.CTX);
        return locals;
    }

    private static void emitInLine(BodyEmitter body, SuspensionPoint point) {
        var code = body.code;
        var frameClass = body.plan.names().frameClass();
        var frame = body.slots.frame();
        if (frame < 0) {
            frame = body.slots.behind(body.plan.method());
            code.create(frameClass).op(Opcodes.DUP).construct(frameClass, "()V").astore(frame);
        } else if (body.frameMayBeNull()) {
            var present = new LabelNode();
            var operands = new ArrayList<Object>();
            point.operands().forEach(operand -> operands.add(operand.type().stackMapEntry()));
            // if (f == null) f = new Frame()
            code.aload(frame)
                    .jump(Opcodes.IFNONNULL, present)
                    .create(frameClass)
                    .op(Opcodes.DUP)
                    .construct(frameClass, "()V")
                    .astore(frame)
                    .label(present)
                    .stackMap(body.localsOf(point), operands);
        }
        for (var i = point.operands().size() - 1; i >= 0; i--) {
            emitOperandSave(code, point.operands().get(i), frame, frameClass);
        }
        for (var local : point.locals()) {
            var field = local.field();
            if (field != null) {
                code.aload(frame)
                        .load(local.type().declaredType(), body.slots.slot(local.slot()))
                        .putField(frameClass, field.name(), field.desc());
            }
        }
        if (body.slots.frame() >= 0) {
            emitClearing(code, body.plan, point, frame);
        }
        emitLink(code, point, frame, body.slots.context());
    }

    private static void emitOperandSave(Code code, SavedValue operand, int frame, String frameClass) {
        var field = operand.field();
        if (field == null) {
            code.op(Opcodes.POP);
        } else if (operand.type().getSize() == 1) {
            code.aload(frame).op(Opcodes.SWAP).putField(frameClass, field.name(), field.desc());
        } else {
            code.aload(frame).op(Opcodes.DUP_X2).op(Opcodes.POP).putField(frameClass, field.name(), field.desc());
        }
    }

    private static void emitClearing(Code code, MethodPlan plan, SuspensionPoint point, int frame) {
        var used = new ArrayList<FrameField>();
        parameters(point).forEach(value -> {
            if (value.field() != null) {
                used.add(value.field());
            }
        });
        for (var field : plan.fields()) {
            if (field.isReference() && !used.contains(field)) {
                // f.l1 = null
                code.aload(frame)
                        .op(Opcodes.ACONST_NULL)
                        .putField(plan.names().frameClass(), field.name(), field.desc());
            }
        }
    }

    private static void emitLink(Code code, SuspensionPoint point, int frame, int context) {
        // f.state = 1; t.capture(f)
        code.aload(frame)
                .push(point.number())
                .putField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I")
                .aload(context)
                .aload(frame)
                .invokeVirtual(RuntimeMembers.CTX, RuntimeMembers.CAPTURE, RuntimeMembers.CAPTURE_DESC);
    }
}
