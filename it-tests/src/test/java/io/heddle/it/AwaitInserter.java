package io.heddle.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Awaits at random places of one body, of four sorts:
 *
 * <pre>
 *   ... await(pause); ...          before any instruction, whatever lies on the stack
 *   x        becomes   (T) await(coroutine(x))        a value on top of the stack, a number or of a known type
 *   m(a)     becomes   (T) await(m$async(a))          a call that has an async twin
 *   return m(a)   becomes   return m$async(a)         a tail call, or what is awaited in a try
 * </pre>
 *
 * <p>None come where the body holds a monitor.
 */
final class AwaitInserter {
    /** How much longer a method has to be for its awaits to be rarer by one instruction: all must fit into 64 KiB. */
    private static final int INSTRUCTIONS_PER_RARITY = 80;

    private final ClassNode owner;
    private final MethodNode method;
    private final MethodNode body;
    private final Type result;
    private final BodyKind kind;
    private final Driver driver;
    private final LibraryMethods methods;
    private final Random random;
    private final int rarity;
    private final Choice choice;
    /** Of instructions that awaits have come before: labels of theirs, and new ones that are still next to them. */
    private final Map<LabelNode, LabelNode> creations = new HashMap<>();
    /** The return behind the last tail call. */
    private @Nullable AbstractInsnNode tailReturn;

    /** Told of each place where an await may come. */
    interface Choice {
        /** Whether it comes there. */
        boolean isWanted(int index);
    }

    AwaitInserter(
            ClassNode owner,
            MethodNode method,
            MethodNode body,
            BodyKind kind,
            Driver driver,
            LibraryMethods methods,
            Random random,
            Choice choice) {
        this.owner = owner;
        this.method = method;
        this.body = body;
        this.result = Type.getReturnType(method.desc);
        this.kind = kind;
        this.driver = driver;
        this.methods = methods;
        this.random = random;
        this.choice = choice;
        this.rarity = rarity();
    }

    /** Of one instruction in so many something is awaited. */
    private int rarity() {
        var drawn = List.of(1, 3, 6, 12).get(random.nextInt(4));
        return Math.max(drawn, body.instructions.size() / INSTRUCTIONS_PER_RARITY);
    }

    void insert() {
        var frames = HeldMonitors.analyze(owner.name, method);
        var targets = targets();
        var insns = body.instructions.toArray();
        for (var i = 0; i < insns.length; i++) {
            var insn = insns[i];
            // What is drawn for one await doesn't depend on whether those before it are wanted.
            var drawn = new Random(random.nextLong());
            var drawnForCall = new Random(random.nextLong());
            if (insn.getOpcode() < 0 || frames[i] == null) {
                continue;
            }
            if (!HeldMonitors.any(frames[i])) {
                if (drawn.nextInt(rarity) == 0 && choice.isWanted(i) && insn != tailReturn) {
                    insertBefore(insn, awaitBefore(insn, frames[i], targets, drawn));
                }
                if (insn instanceof MethodInsnNode call
                        && !call.name.startsWith("<")
                        && methods.hasTwin(call.owner, call.name, call.desc)) {
                    awaitCall(call, i, drawnForCall);
                }
            }
            if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN && insn != tailReturn) {
                complete(insn);
            }
        }
        renameCreations();
    }

    /** Stack maps name an object whose constructor has not been called by its {@code new}, not by an await before that. */
    private void insertBefore(AbstractInsnNode insn, InsnList await) {
        if (insn.getOpcode() == Opcodes.NEW) {
            var label = new LabelNode();
            await.add(label);
            for (var at = insn.getPrevious(); at != null && at.getOpcode() < 0; at = at.getPrevious()) {
                if (at instanceof LabelNode before) {
                    creations.put(before, label);
                }
            }
        }
        body.instructions.insertBefore(insn, await);
    }

    private void renameCreations() {
        for (var insn : body.instructions) {
            if (insn instanceof FrameNode stackMap) {
                stackMap.local = renamed(stackMap.local);
                stackMap.stack = renamed(stackMap.stack);
            }
        }
    }

    private @Nullable List<Object> renamed(@Nullable List<Object> entries) {
        if (entries == null) {
            return null;
        }
        var all = new ArrayList<>(entries);
        all.replaceAll(entry -> entry instanceof LabelNode label ? creations.getOrDefault(label, label) : entry);
        return all;
    }

    /** The labels behind which control may come from elsewhere. */
    private Set<LabelNode> targets() {
        var targets = new HashSet<LabelNode>();
        for (var insn : body.instructions) {
            if (insn instanceof FrameNode) {
                for (var at = insn.getPrevious(); at != null && at.getOpcode() < 0; at = at.getPrevious()) {
                    if (at instanceof LabelNode label) {
                        targets.add(label);
                    }
                }
            } else if (insn instanceof JumpInsnNode jump) {
                targets.add(jump.label);
            }
        }
        return targets;
    }

    private InsnList awaitBefore(AbstractInsnNode insn, Frame<BasicValue> frame, Set<LabelNode> targets, Random drawn) {
        var suspends = drawn.nextInt(4) != 0;
        var isValue = drawn.nextInt(3) != 0;
        var form = driver.form(drawn);
        var await = new InsnList();
        var top = frame.getStackSize() == 0
                ? null
                : frame.getStack(frame.getStackSize() - 1).getType();
        var produced = isValue ? produced(insn, targets) : null;
        if (isValue && top != null && Boxes.of(top) != null) {
            await.add(Boxes.box(top));
            source(await, form, suspends);
            await.add(driver.await(form));
            await.add(Boxes.unbox(top));
        } else if (produced != null && frame.getStackSize() > 0) {
            source(await, form, suspends);
            await.add(driver.await(form));
            await.add(new TypeInsnNode(Opcodes.CHECKCAST, produced.getInternalName()));
        } else {
            await.add(new InsnNode(Opcodes.ACONST_NULL));
            source(await, form, suspends);
            await.add(driver.await(form));
            await.add(new InsnNode(Opcodes.POP));
        }
        return await;
    }

    private void source(InsnList insns, Driver.Form form, boolean suspends) {
        insns.add(new InsnNode(suspends ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
        insns.add(driver.source(form));
    }

    /** The type of what the instruction before has left on the stack, where that is known and can be named here. */
    private @Nullable Type produced(AbstractInsnNode insn, Set<LabelNode> targets) {
        var before = insn.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            if (before instanceof FrameNode || (before instanceof LabelNode label && targets.contains(label))) {
                return null;
            }
            before = before.getPrevious();
        }
        Type type = null;
        if (before instanceof MethodInsnNode call) {
            type = Type.getReturnType(call.desc);
        } else if (before instanceof FieldInsnNode field
                && (field.getOpcode() == Opcodes.GETFIELD || field.getOpcode() == Opcodes.GETSTATIC)) {
            type = Type.getType(field.desc);
        }
        return type != null && type.getSort() >= Type.ARRAY && isVisible(type) ? type : null;
    }

    private boolean isVisible(Type type) {
        if (type.getSort() == Type.ARRAY) {
            return type.getElementType().getSort() < Type.ARRAY || isVisible(type.getElementType());
        }
        var name = type.getInternalName();
        return name.startsWith("java/lang/")
                || name.startsWith("java/util/")
                || packageOf(name).equals(packageOf(owner.name));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private void awaitCall(MethodInsnNode call, int index, Random drawn) {
        var returned = Type.getReturnType(call.desc);
        var isAwaited = drawn.nextInt(4) != 0;
        var isTail = drawn.nextInt(2) == 0 && kind == BodyKind.COROUTINE && returned.equals(result) && isReturned(call);
        var canBe = returned.getSort() < Type.ARRAY || isVisible(returned);
        if (!isAwaited || !canBe || !choice.isWanted(index)) {
            return;
        }
        call.name = LibraryMethods.twin(call.name, call.desc);
        call.desc = call.desc.substring(0, call.desc.indexOf(')') + 1) + BodyKind.COROUTINE.desc();
        if (isTail) {
            tailReturn = call.getNext();
            body.instructions.set(tailReturn, new InsnNode(Opcodes.ARETURN));
            return;
        }
        var await = new InsnList();
        await.add(driver.await(Driver.Form.COROUTINE));
        await.add(Boxes.unbox(returned));
        body.instructions.insert(call, await);
    }

    private static boolean isReturned(AbstractInsnNode insn) {
        var next = insn.getNext();
        return next != null && next.getOpcode() >= Opcodes.IRETURN && next.getOpcode() <= Opcodes.RETURN;
    }

    /** {@code return x} becomes {@code return done(x)}. */
    private void complete(AbstractInsnNode before) {
        var done = new InsnList();
        if (result.getSort() == Type.VOID) {
            if (kind == BodyKind.COROUTINE) {
                done.add(new MethodInsnNode(Opcodes.INVOKESTATIC, kind.completer(), "done", "()" + kind.desc()));
            } else {
                done.add(new InsnNode(Opcodes.ACONST_NULL));
                done.add(kind.completion());
            }
        } else {
            done.add(Boxes.box(result));
            done.add(kind.completion());
        }
        body.instructions.insertBefore(before, done);
        body.instructions.set(before, new InsnNode(Opcodes.ARETURN));
    }
}
