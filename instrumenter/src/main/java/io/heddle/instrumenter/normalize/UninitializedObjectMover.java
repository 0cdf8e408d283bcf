package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * {@code new X(await(y))}: the object exists, uninitialised, before the await, and the JVM lets nobody keep such a thing
 * in a field. So it is made after the arguments have been evaluated:
 *
 * <pre>
 *   new X                      new X; pop            // initialises class X where the language does
 *   dup                        aconst_null; dup      // nulls stand for the object
 *   ...                        ...
 *   invokestatic await         invokestatic await
 *   invokespecial X.&lt;init&gt;     astore tmp; pop; pop; new X; dup; aload tmp; invokespecial X.&lt;init&gt;
 * </pre>
 *
 * <p>Every copy of the uninitialised object, on the operand stack or in a local, at whatever depth, is replaced by the
 * new one as its constructor returns, which is what the verifier does with types. The cost is one allocation that
 * escape analysis removes. Only objects that are uninitialised at an await are moved.
 */
public final class UninitializedObjectMover {
    private final String owner;
    private final Predicate<AbstractInsnNode> isSuspensionPoint;

    /**
     * A mover for methods of one class.
     *
     * @param owner internal name of the class
     * @param isSuspensionPoint which instructions may suspend
     */
    public UninitializedObjectMover(String owner, Predicate<AbstractInsnNode> isSuspensionPoint) {
        this.owner = owner;
        this.isSuspensionPoint = isSuspensionPoint;
    }

    /** Gives an equivalent method in which nothing uninitialised exists at an await; the same one if it was so already. */
    public MethodNode move(MethodNode original) {
        if (!createsAndSuspends(original)
                || moved(original, TypeAnalysis.analyze(owner, original)).isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var types = TypeAnalysis.analyze(owner, method);
        var creations = moved(method, types);
        var calls = constructorCalls(method, types, creations);
        new NullPlaceholders(method, types, creations).adjustComparisons();
        var firstTemporary = method.maxLocals;
        for (var call : calls) {
            method.instructions.insert(call.insn(), constructLate(call, firstTemporary, method));
            method.instructions.remove(call.insn());
        }
        replaceInStackMaps(method, creations);
        for (var creation : creations) {
            var placeholder = new Code()
                    .create(((TypeInsnNode) creation).desc)
                    .op(Opcodes.POP)
                    .op(Opcodes.ACONST_NULL);
            method.instructions.insert(creation, placeholder.insns());
            method.instructions.remove(creation);
        }
        // Where the object came from a local, its second copy is more than the constructor's call had on the stack.
        method.maxStack += 1;
        return method;
    }

    private boolean createsAndSuspends(MethodNode method) {
        var creates = false;
        var suspends = false;
        for (var insn : method.instructions) {
            creates |= insn.getOpcode() == Opcodes.NEW;
            suspends |= isSuspensionPoint.test(insn);
        }
        return creates && suspends;
    }

    private Set<AbstractInsnNode> moved(MethodNode method, TypeFrames types) {
        var creations = new LinkedHashSet<AbstractInsnNode>();
        for (var i = 0; i < method.instructions.size(); i++) {
            if (isSuspensionPoint.test(method.instructions.get(i)) && types.isKnown(i)) {
                for (var type : types.stack(i)) {
                    addCreation(type, creations);
                }
                for (var slot = 0; slot < types.locals(i); slot++) {
                    addCreation(types.local(i, slot), creations);
                }
            }
        }
        return creations;
    }

    private static void addCreation(VerificationType type, Set<AbstractInsnNode> creations) {
        if (type.creation() != null) {
            creations.add(type.creation());
        }
    }

    /**
     * A constructor call of a moved object, and the state before it.
     *
     * @param stack the operands, constructor arguments included
     * @param locals the locals that hold the object
     */
    private record ConstructorCall(
            MethodInsnNode insn, VerificationType object, List<VerificationType> stack, List<Integer> locals) {}

    private static List<ConstructorCall> constructorCalls(
            MethodNode method, TypeFrames types, Set<AbstractInsnNode> creations) {
        var calls = new ArrayList<ConstructorCall>();
        for (var i = 0; i < method.instructions.size(); i++) {
            if (method.instructions.get(i) instanceof MethodInsnNode insn
                    && insn.name.equals("<init>")
                    && types.isKnown(i)) {
                var stack = types.stack(i);
                var object = stack.get(stack.size() - 1 - Type.getArgumentTypes(insn.desc).length);
                if (object.creation() != null && creations.contains(object.creation())) {
                    calls.add(new ConstructorCall(insn, object, stack, localsHolding(object, types, i)));
                }
            }
        }
        return calls;
    }

    private static List<Integer> localsHolding(VerificationType object, TypeFrames types, int index) {
        var locals = new ArrayList<Integer>();
        for (var slot = 0; slot < types.locals(index); slot++) {
            if (types.local(index, slot).equals(object)) {
                locals.add(slot);
            }
        }
        return locals;
    }

    private static InsnList constructLate(ConstructorCall call, int firstTemporary, MethodNode method) {
        var code = new Code();
        var stack = call.stack();
        var objectAt = stack.size() - 1 - Type.getArgumentTypes(call.insn().desc).length;
        var lowestCopy = stack.indexOf(call.object());
        var slots = new int[stack.size()];
        var next = firstTemporary;
        // Everything above the lowest copy goes into temporaries; the nulls that stand for the object are dropped.
        for (var i = stack.size() - 1; i >= lowestCopy; i--) {
            if (stack.get(i).equals(call.object())) {
                code.op(Opcodes.POP);
            } else {
                slots[i] = next;
                next += stack.get(i).getSize();
                code.store(storable(stack.get(i)), slots[i]);
            }
        }
        code.create(call.insn().owner).op(Opcodes.DUP);
        for (var i = objectAt + 1; i < stack.size(); i++) {
            code.load(storable(stack.get(i)), slots[i]);
        }
        code.construct(call.insn().owner, call.insn().desc);
        var object = next++;
        code.astore(object);
        for (var i = lowestCopy; i < objectAt; i++) {
            if (stack.get(i).equals(call.object())) {
                code.aload(object);
            } else {
                code.load(storable(stack.get(i)), slots[i]);
            }
        }
        for (var local : call.locals()) {
            code.aload(object).astore(local);
        }
        method.maxLocals = Math.max(method.maxLocals, next);
        return code.insns();
    }

    private static Type storable(VerificationType type) {
        return type.creation() != null ? Type.getObjectType("java/lang/Object") : type.declaredType();
    }

    private static void replaceInStackMaps(MethodNode method, Set<AbstractInsnNode> creations) {
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                stackMap.local = withNulls(stackMap.local, creations);
                stackMap.stack = withNulls(stackMap.stack, creations);
            }
        }
    }

    private static List<Object> withNulls(@Nullable List<Object> entries, Set<AbstractInsnNode> creations) {
        if (entries == null) {
            return List.of();
        }
        var result = new ArrayList<Object>();
        for (var entry : entries) {
            result.add(
                    entry instanceof LabelNode label && creations.contains(creationAt(label)) ? Opcodes.NULL : entry);
        }
        return result;
    }

    private static AbstractInsnNode creationAt(LabelNode label) {
        AbstractInsnNode insn = label;
        while (insn.getOpcode() != Opcodes.NEW) {
            insn = insn.getNext();
        }
        return insn;
    }
}
