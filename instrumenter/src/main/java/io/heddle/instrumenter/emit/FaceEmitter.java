package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The face: the method as its callers know it, signature and annotations untouched, which only makes the cold object, and
 * starts it where the return type says so.
 *
 * <pre>
 *   Coroutine total(int id) { return new Shop$$total$Call(this, id); }
 *   Task      total(int id) { return Coroutine.$spawn(new Shop$$total$Call(this, id), "Shop.total(Shop.java:12)"); }
 *   CompletableFuture total(int id) { return new Shop$$total$Call(this, id).$future(); }
 * </pre>
 */
final class FaceEmitter {
    private FaceEmitter() {}

    /**
     * Gives {@code method} its new code; the plan was made from a copy.
     *
     * @param place where the method is declared: there its tasks are spawned
     */
    static void emit(MethodNode method, GeneratedNames names, String place) {
        var start = new LabelNode();
        var end = new LabelNode();
        var code = new Code().label(start).create(names.callClass()).op(Opcodes.DUP);
        if (names.isPacked()) {
            fillFields(code, names);
        } else {
            loadArguments(code, names);
            code.construct(names.callClass(), names.callConstructorDescriptor());
        }
        switch (ReturnKind.ofAsync(method.desc)) {
            case COROUTINE -> {}
            case TASK ->
                code.push(place)
                        .invokeStatic(
                                RuntimeMembers.COROUTINE, RuntimeMembers.SPAWN_ENTRY, RuntimeMembers.SPAWN_ENTRY_DESC);
            case FUTURE, STAGE ->
                code.invokeVirtual(
                        RuntimeMembers.COROUTINE, RuntimeMembers.FUTURE_ENTRY, RuntimeMembers.FUTURE_ENTRY_DESC);
        }
        code.op(Opcodes.ARETURN).label(end);
        method.instructions = code.insns();
        method.tryCatchBlocks = new ArrayList<>();
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        keepParameterNames(method, names.parameterSlots(), start, end);
    }

    private static void loadArguments(Code code, GeneratedNames names) {
        var slot = 0;
        for (var field : CallClassEmitter.fields(names)) {
            var type = Type.getType(field.desc());
            code.load(type, slot);
            slot += type.getSize();
        }
    }

    /** A constructor can't take as many arguments as a method can, for it has {@code this} besides. */
    private static void fillFields(Code code, GeneratedNames names) {
        code.construct(names.callClass(), "()V");
        var slot = 0;
        for (var field : CallClassEmitter.fields(names)) {
            var type = Type.getType(field.desc());
            // call.a0 = a0
            code.op(Opcodes.DUP).load(type, slot).putField(names.callClass(), field.name(), field.desc());
            slot += type.getSize();
        }
    }

    private static void keepParameterNames(MethodNode method, int parameterSlots, LabelNode start, LabelNode end) {
        var parameters = new ArrayList<LocalVariableNode>();
        for (var variable : method.localVariables) {
            var isParameter = variable.index < parameterSlots
                    && parameters.stream().noneMatch(other -> other.index == variable.index);
            if (isParameter) {
                parameters.add(new LocalVariableNode(
                        variable.name, variable.desc, variable.signature, start, end, variable.index));
            }
        }
        method.localVariables = parameters;
    }
}
