package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.LongNames;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.FrameField;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * The cold object: the arguments of a call that has not begun. It is used once, and lets go of its arguments as it
 * starts.
 *
 * <pre>
 *   final class Shop$$total$Call extends Coroutine {
 *     Shop self; int a0;
 *     Object $await(Ctx t) { $begin(); (self, a0); self = null; return Shop.total$call(self, a0, t); }
 *     String $describe() { return "Shop.total (Shop.java:12)"; }
 *   }
 * </pre>
 */
final class CallClassEmitter {
    private CallClassEmitter() {}

    /** The fields: the receiver, if any, and the arguments in order. */
    static List<FrameField> fields(GeneratedNames names) {
        var fields = new ArrayList<FrameField>();
        if (!names.isStatic()) {
            fields.add(new FrameField("self", "L" + names.owner() + ";"));
        }
        var number = 0;
        for (var argument : Type.getArgumentTypes(names.descriptor())) {
            fields.add(new FrameField("a" + number++, argument.getDescriptor()));
        }
        return fields;
    }

    static ClassNode emit(GeneratedNames names, ClassNode owner, int line) {
        var node = GeneratedClass.create(names.callClass(), RuntimeMembers.COROUTINE, owner);
        for (var field : fields(names)) {
            node.fields.add(new FieldNode(0, field.name(), field.desc(), null, null));
        }
        emitConstructor(node, names);
        emitEntries(node, names);
        emitDescribe(node, names, owner, line);
        return node;
    }

    /**
     * The fields are set before {@code super()}, as javac sets those of captured variables. The JIT takes such a store for a
     * part of making the object, which needs no word to the garbage collector, as long as no branch stands between; and the
     * superclass's constructor has one.
     */
    private static void emitConstructor(ClassNode node, GeneratedNames names) {
        var descriptor = names.isPacked() ? "()V" : names.callConstructorDescriptor();
        var constructor = GeneratedClass.method(0, "<init>", descriptor);
        var code = new Code();
        if (!names.isPacked()) {
            emitAssignments(code, node, names);
        }
        constructor.instructions = code.aload(0)
                .construct(RuntimeMembers.COROUTINE, "()V")
                .op(Opcodes.RETURN)
                .insns();
        node.methods.add(constructor);
    }

    private static void emitAssignments(Code code, ClassNode node, GeneratedNames names) {
        var slot = 1;
        for (var field : fields(names)) {
            var type = Type.getType(field.desc());
            // this.a0 = a0
            code.aload(0).load(type, slot).putField(node.name, field.name(), field.desc());
            slot += type.getSize();
        }
    }

    private static void emitEntries(ClassNode node, GeneratedNames names) {
        var box = names.raw();
        var object =
                GeneratedClass.method(Opcodes.ACC_PUBLIC, RuntimeMembers.AWAIT_ENTRY, RuntimeMembers.AWAIT_ENTRY_DESC);
        var code = new Code();
        if (box == null) {
            emitStart(code, node, names);
        } else if (box.entry() == null) {
            emitStart(code, node, names);
            code.invokeStatic(box.internalName(), "valueOf", box.boxingDescriptor());
        } else {
            // Object $await(Ctx t) { return Integer.valueOf($awaitInt(t)); }
            var rawDescriptor =
                    "(" + RuntimeMembers.CTX_DESC + ")" + box.primitive().getDescriptor();
            code.aload(0)
                    .aload(1)
                    .invokeVirtual(node.name, box.entry(), rawDescriptor)
                    .invokeStatic(box.internalName(), "valueOf", box.boxingDescriptor());
            var raw = GeneratedClass.method(Opcodes.ACC_PUBLIC, box.entry(), rawDescriptor);
            var rawCode = new Code();
            emitStart(rawCode, node, names);
            raw.instructions =
                    rawCode.op(box.primitive().getOpcode(Opcodes.IRETURN)).insns();
            node.methods.add(raw);
        }
        object.instructions = code.op(Opcodes.ARETURN).insns();
        node.methods.add(object);
    }

    private static void emitStart(Code code, ClassNode node, GeneratedNames names) {
        // $begin()
        code.aload(0).invokeVirtual(node.name, RuntimeMembers.BEGIN, RuntimeMembers.BEGIN_DESC);
        if (names.isPacked()) {
            code.aload(0);
        } else {
            for (var field : fields(names)) {
                code.aload(0).getField(node.name, field.name(), field.desc());
            }
            for (var field : fields(names)) {
                if (field.isReference()) {
                    code.aload(0).op(Opcodes.ACONST_NULL).putField(node.name, field.name(), field.desc());
                }
            }
        }
        // return Shop.total$call(self, a0, t)
        code.aload(1)
                .invokeStatic(names.owner(), names.callBridge(), names.callBridgeDescriptor(), names.onInterface());
    }

    private static void emitDescribe(ClassNode node, GeneratedNames names, ClassNode owner, int line) {
        var describe =
                GeneratedClass.method(Opcodes.ACC_PROTECTED, RuntimeMembers.DESCRIBE, RuntimeMembers.DESCRIBE_DESC);
        var place = owner.sourceFile == null ? "" : " (" + owner.sourceFile + (line > 0 ? ":" + line : "") + ")";
        var simpleName = owner.name.substring(owner.name.lastIndexOf('/') + 1).replace('$', '.');
        describe.instructions = new Code()
                .push(simpleName + "." + LongNames.ofMethod(names.method()) + place)
                .op(Opcodes.ARETURN)
                .insns();
        node.methods.add(describe);
    }
}
