package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The coroutine frame: the saved values of one suspended call, and the way back into its body.
 *
 * <pre>
 *   final class Shop$$total$Frame extends CoroutineFrame {
 *     Shop l0; int i1;
 *     Object resume(Object value, Throwable failure, Ctx t) { return Shop.total$continue(this, value, failure, t); }
 *     StackTraceElement location() { ... "Shop", "total", "Shop.java", the line of the state }
 *   }
 * </pre>
 */
final class FrameClassEmitter {
    private static final String ELEMENT = "java/lang/StackTraceElement";
    private static final String ELEMENT_DESC = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;I)V";

    private FrameClassEmitter() {}

    static ClassNode emit(MethodPlan plan, ClassNode owner) {
        var names = plan.names();
        var node = GeneratedClass.create(names.frameClass(), RuntimeMembers.FRAME, owner);
        for (var field : plan.fields()) {
            node.fields.add(new FieldNode(0, field.name(), field.desc(), null, null));
        }
        var constructor = GeneratedClass.method(0, "<init>", "()V");
        constructor.instructions = new Code()
                .aload(0)
                .construct(RuntimeMembers.FRAME, "()V")
                .op(Opcodes.RETURN)
                .insns();
        node.methods.add(constructor);

        var resume = GeneratedClass.method(Opcodes.ACC_PUBLIC, RuntimeMembers.RESUME, RuntimeMembers.RESUME_DESC);
        // return Shop.total$continue(this, value, failure, t)
        resume.instructions = new Code()
                .aload(0)
                .aload(1)
                .aload(2)
                .aload(3)
                .invokeStatic(names.owner(), names.frameBridge(), names.resumeDescriptor(), names.onInterface())
                .op(Opcodes.ARETURN)
                .insns();
        node.methods.add(resume);
        node.methods.add(location(node, plan, owner));
        return node;
    }

    private static MethodNode location(ClassNode node, MethodPlan plan, ClassNode owner) {
        var location = GeneratedClass.method(Opcodes.ACC_PUBLIC, RuntimeMembers.LOCATION, RuntimeMembers.LOCATION_DESC);
        var lines = plan.points().stream().map(point -> new LabelNode()).toArray(LabelNode[]::new);
        var known = new LabelNode();
        // switch (state) { case 1: line = ...; }
        var code = new Code()
                .aload(0)
                .getField(RuntimeMembers.FRAME, RuntimeMembers.STATE, "I")
                .add(new TableSwitchInsnNode(1, lines.length, lines[0], lines));
        for (var point : plan.points()) {
            code.label(lines[point.number() - 1])
                    .stackMap(List.of(node.name), List.of())
                    .push(point.line() > 0 ? point.line() : -1)
                    .jump(Opcodes.GOTO, known);
        }
        // return new StackTraceElement("Shop", "total", "Shop.java", line)
        code.label(known)
                .stackMap(List.of(node.name), List.of(Opcodes.INTEGER))
                .store(Type.INT_TYPE, 1)
                .create(ELEMENT)
                .op(Opcodes.DUP)
                .push(owner.name.replace('/', '.'))
                .push(plan.names().method());
        if (owner.sourceFile == null) {
            code.op(Opcodes.ACONST_NULL);
        } else {
            code.push(owner.sourceFile);
        }
        code.load(Type.INT_TYPE, 1).construct(ELEMENT, ELEMENT_DESC).op(Opcodes.ARETURN);
        location.instructions = code.insns();
        return location;
    }
}
