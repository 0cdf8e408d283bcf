package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.layout.MethodPlan;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * The one-line static methods through which the generated classes, which are no nest mates, reach the private bodies.
 *
 * <pre>
 *   static Object total$call(Shop self, int id, Ctx t) { return self.lambda$total$start(id, t); }
 *   static Object total$continue(Shop$$total$Frame f, Object value, Throwable failure, Ctx t) {
 *     return f.l0.lambda$total$resume(f, value, failure, t);
 *   }
 * </pre>
 */
final class BridgeEmitter {
    private BridgeEmitter() {}

    static MethodNode toStart(MethodPlan plan) {
        var names = plan.names();
        var bridge = GeneratedClass.method(names.bridgeAccess(), names.callBridge(), names.callBridgeDescriptor());
        var code = new Code();
        loadArguments(code, names.callBridgeDescriptor());
        invoke(code, plan, names.startIsStatic(), names.start(), names.startDescriptor());
        bridge.instructions =
                code.op(names.startResult().getOpcode(Opcodes.IRETURN)).insns();
        return bridge;
    }

    /** {@code Object total$start(int id, Ctx t) { return this.lambda$total$resume(id, null, null, null, t); }}. */
    static MethodNode toCompact(MethodPlan plan) {
        var names = plan.names();
        var start =
                GeneratedClass.method(names.bodyAccess(names.startIsStatic()), names.start(), names.startDescriptor());
        var code = new Code();
        var slot = 0;
        if (!names.isStatic()) {
            code.aload(slot++);
        }
        for (var argument : Type.getArgumentTypes(names.descriptor())) {
            code.load(argument, slot);
            slot += argument.getSize();
        }
        code.op(Opcodes.ACONST_NULL)
                .op(Opcodes.ACONST_NULL)
                .op(Opcodes.ACONST_NULL)
                .aload(slot);
        var withReceiver = !names.isStatic() && !plan.resumesInstance();
        invoke(code, plan, !plan.resumesInstance(), names.resume(), names.compactDescriptor(withReceiver));
        start.instructions = code.op(Opcodes.ARETURN).insns();
        return start;
    }

    static MethodNode toResume(MethodPlan plan) {
        var names = plan.names();
        var bridge = GeneratedClass.method(names.bridgeAccess(), names.frameBridge(), names.resumeDescriptor());
        var code = new Code();
        if (plan.resumesInstance()) {
            var self = plan.fields().get(0);
            code.aload(0).getField(names.frameClass(), self.name(), self.desc());
        }
        var descriptor = names.resumeDescriptor();
        if (names.compact()) {
            var withReceiver = !names.isStatic() && !plan.resumesInstance();
            descriptor = names.compactDescriptor(withReceiver);
            if (withReceiver) {
                code.op(Opcodes.ACONST_NULL);
            }
            for (var argument : Type.getArgumentTypes(names.descriptor())) {
                code.pushDefault(argument);
            }
        }
        loadArguments(code, names.resumeDescriptor());
        invoke(code, plan, !plan.resumesInstance(), names.resume(), descriptor);
        bridge.instructions = code.op(Opcodes.ARETURN).insns();
        return bridge;
    }

    private static void loadArguments(Code code, String descriptor) {
        var slot = 0;
        for (var type : Type.getArgumentTypes(descriptor)) {
            code.load(type, slot);
            slot += type.getSize();
        }
    }

    private static void invoke(Code code, MethodPlan plan, boolean isStatic, String name, String descriptor) {
        var names = plan.names();
        if (isStatic) {
            code.invokeStatic(names.owner(), name, descriptor, names.onInterface());
        } else {
            code.invokeSpecial(names.owner(), name, descriptor, names.onInterface());
        }
    }
}
