package io.heddle.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Constructors and static initializers can't be async. Methods can, so what these do becomes methods of their own, and
 * the final fields that they assign aren't final any more:
 *
 * <pre>
 *   C(int a) { super(a); ... }     becomes     C(int a) { super(a); this.initialize$0(a); }
 *                                              private void initialize$0(int a) { ... }
 * </pre>
 */
final class Initializers {
    private final ClassNode owner;
    private final List<MethodNode> added = new ArrayList<>();

    private Initializers(ClassNode owner) {
        this.owner = owner;
    }

    /** Changes a class that isn't an interface or a record: these must keep their final fields. */
    static void moveOut(ClassNode owner) {
        if ((owner.access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_RECORD)) == 0) {
            var initializers = new Initializers(owner);
            owner.methods.forEach(initializers::moveOut);
            owner.methods.addAll(initializers.added);
        }
    }

    private void moveOut(MethodNode method) {
        if (method.name.equals("<clinit>")) {
            moveOut(method, null);
        } else if (method.name.equals("<init>")) {
            var call = constructorCall(method);
            if (call != null && isSelfContained(method, call)) {
                moveOut(method, call);
            }
        }
    }

    /** The call of another constructor, if it comes without a choice and leaves the parameters as they were. */
    private @Nullable AbstractInsnNode constructorCall(MethodNode method) {
        var created = 0;
        for (var insn : method.instructions) {
            var opcode = insn.getOpcode();
            if (insn instanceof JumpInsnNode
                    || insn instanceof TableSwitchInsnNode
                    || insn instanceof LookupSwitchInsnNode
                    || opcode == Opcodes.IINC
                    || (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE)) {
                return null;
            }
            if (opcode == Opcodes.NEW) {
                created++;
            } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>") && created-- == 0) {
                return insn;
            }
        }
        return null;
    }

    /** Whether nothing is on the stack after {@code call}, and no exception that is thrown before is caught here. */
    private boolean isSelfContained(MethodNode method, AbstractInsnNode call) {
        var insns = method.instructions;
        var end = insns.indexOf(call);
        return method.tryCatchBlocks.stream().allMatch(block -> insns.indexOf(block.start) > end)
                && HeldMonitors.analyze(owner.name, method)[end + 1].getStackSize() == 0;
    }

    private void moveOut(MethodNode method, @Nullable AbstractInsnNode last) {
        var isStatic = last == null;
        var body = new MethodNode(
                Opcodes.ASM9,
                Opcodes.ACC_PRIVATE | (isStatic ? Opcodes.ACC_STATIC : 0),
                "initialize$" + added.size(),
                method.desc,
                null,
                method.exceptions.toArray(String[]::new));
        var kept = new InsnList();
        var first = method.instructions.getFirst();
        while (last != null) {
            var insn = first;
            first = insn.getNext();
            method.instructions.remove(insn);
            kept.add(insn);
            last = insn == last ? null : last;
        }
        body.instructions.add(method.instructions);
        body.tryCatchBlocks = method.tryCatchBlocks;
        body.maxLocals = method.maxLocals;
        body.maxStack = method.maxStack;
        assignableIn(body);
        var opcode = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
        kept.add(AsyncRewriter.call(owner, opcode, body.name, body.desc, method));
        kept.add(new InsnNode(Opcodes.RETURN));
        AsyncRewriter.leave(method, kept);
        added.add(body);
    }

    private void assignableIn(MethodNode body) {
        var assigned = new HashSet<String>();
        for (var insn : body.instructions) {
            if (insn instanceof FieldInsnNode field && field.owner.equals(owner.name) && isAssignment(field)) {
                assigned.add(field.name);
            }
        }
        for (var field : owner.fields) {
            if (assigned.contains(field.name)) {
                field.access &= ~Opcodes.ACC_FINAL;
            }
        }
    }

    private static boolean isAssignment(FieldInsnNode field) {
        return field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC;
    }
}
