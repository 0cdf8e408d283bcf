package io.heddle.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes a class file ready for the blocking reference:
 *
 * <pre>
 *   Coroutines.await(x)              becomes   run.await(x), {@link BlockingReference#await}
 *   &#64;Async Coroutine m(a) { body }   becomes   Coroutine m(a) { run.enter(); try { m$body(a) } finally { run.leave() } }
 * </pre>
 *
 * where {@code run} is the state of the run, found through the class loader.
 */
final class ReferenceRewriter {
    private static final Set<String> REDIRECTED = Set.of(
            "io/heddle/Coroutines.await",
            "io/heddle/Coroutines.async",
            "io/heddle/Coroutines.gather",
            "io/heddle/Coroutines.spawn",
            "io/heddle/Coroutines.withTimeout",
            "io/heddle/AsyncIterable.generate");
    private static final String RETURNS_COROUTINE = ")Lio/heddle/Coroutine;";
    private static final String ASYNC = "Lio/heddle/Async;";
    /** Method handles take fewer parameters than methods; calls with more aren't noted. */
    private static final int MOST_HANDLE_SLOTS = 250;

    private static final String BOOTSTRAPS = Type.getInternalName(Bootstraps.class);
    private static final String BOOTSTRAP_TYPE =
            "Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
    private static final String CALL_SITE = "Ljava/lang/invoke/CallSite;";

    static final Handle BIND = new Handle(
            Opcodes.H_INVOKESTATIC, BOOTSTRAPS, Bootstraps.BIND, "(" + BOOTSTRAP_TYPE + ")" + CALL_SITE, false);
    private static final Handle ACTIVATION = new Handle(
            Opcodes.H_INVOKESTATIC,
            BOOTSTRAPS,
            Bootstraps.ACTIVATION,
            "(" + BOOTSTRAP_TYPE + "Ljava/lang/invoke/MethodHandle;)" + CALL_SITE,
            false);

    private ReferenceRewriter() {}

    static byte[] rewrite(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        var wrappers = new ArrayList<MethodNode>();
        for (var method : node.methods) {
            var awaits = redirectCalls(method);
            if (isAsync(method, awaits)) {
                wrappers.add(wrap(node, method));
            }
        }
        node.methods.addAll(wrappers);
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Whether there was an await. */
    private static boolean redirectCalls(MethodNode method) {
        var awaits = false;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && REDIRECTED.contains(call.owner + "." + call.name)) {
                awaits |= call.name.equals("await");
                method.instructions.set(call, new InvokeDynamicInsnNode(call.name, call.desc, BIND));
            }
        }
        return awaits;
    }

    private static boolean isAsync(MethodNode method, boolean awaits) {
        if (method.instructions.size() == 0 || !method.desc.endsWith(RETURNS_COROUTINE)) {
            return false;
        }
        if (Type.getArgumentsAndReturnSizes(method.desc) >> 2 > MOST_HANDLE_SLOTS) {
            return false;
        }
        var isLambda = (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
        var isBridge = (method.access & Opcodes.ACC_BRIDGE) != 0;
        return isLambda ? awaits : !isBridge && isAnnotated(method);
    }

    private static boolean isAnnotated(MethodNode method) {
        return method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream().anyMatch(annotation -> annotation.desc.equals(ASYNC));
    }

    /** Renames {@code body} and gives a method of its old name that calls it. */
    private static MethodNode wrap(ClassNode owner, MethodNode body) {
        var wrapper = new MethodNode(
                body.access, body.name, body.desc, body.signature, body.exceptions.toArray(String[]::new));
        var isStatic = (body.access & Opcodes.ACC_STATIC) != 0;
        var isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        body.name += "$body";
        body.access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (body.access & Opcodes.ACC_STATIC);
        var parameters = new ArrayList<>(List.of(Type.getArgumentTypes(body.desc)));
        if (!isStatic) {
            parameters.add(0, Type.getObjectType(owner.name));
        }
        var slot = 0;
        for (var parameter : parameters) {
            wrapper.instructions.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
            slot += parameter.getSize();
        }
        var type = Type.getMethodDescriptor(Type.getReturnType(body.desc), parameters.toArray(Type[]::new));
        var tag = isStatic ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKESPECIAL;
        var handle = new Handle(tag, owner.name, body.name, body.desc, isInterface);
        wrapper.instructions.add(new InvokeDynamicInsnNode(wrapper.name, type, ACTIVATION, handle));
        wrapper.instructions.add(new InsnNode(Opcodes.ARETURN));
        return wrapper;
    }
}
