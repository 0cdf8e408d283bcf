package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.Capture;
import io.heddle.instrumenter.layout.FrameField;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Saves a call's live values at one suspension point. A method of its own, outside every exception range, shared by
 * start and resume:
 *
 * <pre>
 *   static void total$capture1(operands..., int state, locals..., Frame f, Ctx t) {
 *     if (f == null) f = new Frame();          // the first suspension of this call; later ones reuse the frame
 *     f.l0 = ...; f.l1 = null;                 // what isn't live here must not be retained
 *     f.state = state;
 *     t.capture(f);
 *   }
 * </pre>
 *
 * <p>Points that save the same values in the same fields have one such method; where a point has one of its own, there
 * is no parameter for the state. Where the values take more than the 255 slots that parameters may have, the same is
 * done in line.
 */
final class CaptureEmitter {
    private static final int MOST_PARAMETER_SLOTS = 255;

    private CaptureEmitter() {}

    /**
     * Emits the part of a cold path that saves. The operands are on the stack, and above them the point's number where
     * the capture is shared.
     */
    static void emitCall(BodyEmitter body, Capture capture) {
        if (!fitsParameters(capture)) {
            InLineCapture.emit(body, capture);
            return;
        }
        for (var local : capture.first().locals()) {
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
                        names.capture(capture.first().number()),
                        descriptor(body.plan, capture),
                        names.onInterface());
    }

    /** The capture methods of a body. */
    static List<MethodNode> methods(MethodPlan plan) {
        var methods = new ArrayList<MethodNode>();
        for (var point : plan.points()) {
            var capture = plan.captureAt(point);
            if (capture.first() == point && fitsParameters(capture)) {
                methods.add(method(plan, capture));
            }
        }
        return methods;
    }

    /** What a capture method is given before the frame and the context. */
    private record Parameter(@Nullable SavedValue value) {
        /** The number of the point. */
        static final Parameter STATE = new Parameter(null);

        Type type() {
            return value == null ? Type.INT_TYPE : value.type().declaredType();
        }

        /** A value that is always null is declared as an Object. */
        Object stackMapEntry() {
            if (value == null) {
                return Opcodes.INTEGER;
            }
            return value.field() == null ? "java/lang/Object" : value.type().stackMapEntry();
        }
    }

    /** The operands, the state where the capture is shared, and the locals; those of the type of null are left out. */
    private static List<Parameter> parameters(Capture capture) {
        var parameters = new ArrayList<Parameter>();
        for (var operand : capture.first().operands()) {
            parameters.add(new Parameter(operand));
        }
        if (capture.isShared()) {
            parameters.add(Parameter.STATE);
        }
        for (var local : capture.first().locals()) {
            if (local.field() != null) {
                parameters.add(new Parameter(local));
            }
        }
        return parameters;
    }

    private static boolean fitsParameters(Capture capture) {
        return 2 + slots(parameters(capture)) <= MOST_PARAMETER_SLOTS;
    }

    private static int slots(List<Parameter> parameters) {
        var slots = 0;
        for (var parameter : parameters) {
            slots += parameter.value() == null ? 1 : parameter.value().type().getSize();
        }
        return slots;
    }

    private static String descriptor(MethodPlan plan, Capture capture) {
        var descriptor = new StringBuilder("(");
        for (var parameter : parameters(capture)) {
            descriptor.append(parameter.type().getDescriptor());
        }
        return descriptor
                .append(Type.getObjectType(plan.names().frameClass()).getDescriptor())
                .append(RuntimeMembers.CTX_DESC)
                .append(")V")
                .toString();
    }

    private static MethodNode method(MethodPlan plan, Capture capture) {
        var names = plan.names();
        var frameClass = names.frameClass();
        var parameters = parameters(capture);
        var frame = slots(parameters);
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
        emitFilling(code, parameters, frameClass);
        emitClearing(code, plan, capture, frame);
        if (!capture.isShared()) {
            // f.state = 1
            code.aload(frame).push(capture.first().number()).putField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I");
        }
        emitLink(code, frame, frame + 1);
        code.op(Opcodes.RETURN);
        var method = new MethodNode(
                Opcodes.ASM9,
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                names.capture(capture.first().number()),
                descriptor(plan, capture),
                null,
                null);
        method.instructions = code.insns();
        return method;
    }

    private static List<Object> parameterMap(List<Parameter> parameters, String frameClass) {
        var locals = new ArrayList<Object>();
        parameters.forEach(parameter -> locals.add(parameter.stackMapEntry()));
        locals.add(frameClass);
        locals.add(RuntimeMembers.CTX);
        return locals;
    }

    private static void emitFilling(Code code, List<Parameter> parameters, String frameClass) {
        var frame = slots(parameters);
        var slot = 0;
        for (var parameter : parameters) {
            var value = parameter.value();
            var field = value == null ? null : value.field();
            if (value == null) {
                // f.state = state
                code.aload(frame).load(Type.INT_TYPE, slot).putField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I");
            } else if (field != null) {
                // f.l0 = value
                code.aload(frame).load(parameter.type(), slot).putField(frameClass, field.name(), field.desc());
            }
            slot += parameter.type().getSize();
        }
    }

    /** Nulls the references of the frame that aren't live at these points. */
    static void emitClearing(Code code, MethodPlan plan, Capture capture, int frame) {
        var used = new HashSet<FrameField>();
        for (var parameter : parameters(capture)) {
            var value = parameter.value();
            if (value != null && value.field() != null) {
                used.add(value.field());
            }
        }
        for (var field : plan.fields()) {
            if (field.isReference() && !used.contains(field)) {
                // f.l1 = null
                code.aload(frame)
                        .op(Opcodes.ACONST_NULL)
                        .putField(plan.names().frameClass(), field.name(), field.desc());
            }
        }
    }

    /** {@code t.capture(f)}. */
    static void emitLink(Code code, int frame, int context) {
        code.aload(context)
                .aload(frame)
                .invokeVirtual(RuntimeMembers.CTX, RuntimeMembers.CAPTURE, RuntimeMembers.CAPTURE_DESC);
    }
}
