package io.heddle.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the methods of a library async, with awaits at random instructions ({@link AwaitInserter}):
 *
 * <pre>
 *   int m(int a) { ... }     becomes     int m(int a) { return (int) Driver.run(m$async(a)); }
 *                                        &#64;Async Coroutine m$async(int a) { ... await(..) ... return done(x); }
 * </pre>
 *
 * <p>The async twin has the access of its method and is overridden by the twins of those that override that, so that
 * async methods call each other without a driver between them. Some twins leave their body to a private method that
 * returns a task or a future. What constructors do is done by methods ({@link Initializers}). A synchronized method keeps its monitor, and calls a private
 * async method while it holds it:
 *
 * <pre>
 *   synchronized int m(int a) { ... }     becomes     synchronized int m(int a) { return (int) Driver.run(m$unlocked(a)); }
 *                                                     &#64;Async private Coroutine m$unlocked(int a) { ... }
 *                                                     Coroutine m$async(int a) { return done(m(a)); }
 * </pre>
 *
 * <p>The twins of abstract methods call these too.
 */
final class AsyncRewriter {
    private static final String ASYNC = "Lio/heddle/Async;";

    private final long seed;
    private final Driver driver;
    private final LibraryMethods methods;
    private final @Nullable Set<Integer> wanted;
    private final List<String> places = new ArrayList<>();
    private int bodies;
    private int awaits;

    /**
     * Makes a rewriter for one library.
     *
     * @param seed decides where the awaits come
     * @param driver what runs the coroutines
     * @param methods the library's
     * @param wanted of the awaits, those of these numbers; null for all
     */
    AsyncRewriter(long seed, Driver driver, LibraryMethods methods, @Nullable Set<Integer> wanted) {
        this.seed = seed;
        this.driver = driver;
        this.methods = methods;
        this.wanted = wanted;
    }

    /** How many methods were made async so far. */
    int bodies() {
        return bodies;
    }

    /** Where awaits were inserted, if only some were: methods and indices of instructions. */
    List<String> places() {
        return places;
    }

    /** How many awaits were inserted so far. */
    int awaits() {
        return awaits;
    }

    /** A class of the library. */
    byte[] rewrite(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        Initializers.moveOut(node);
        var added = new ArrayList<MethodNode>();
        for (var method : node.methods) {
            if (LibraryMethods.hasTwin(node, method) && !LibraryMethods.hasAsyncTwin(method)) {
                added.add(wrapper(node, method));
            }
            if (LibraryMethods.canBeAsync(method)) {
                makeAsync(node, method, added);
            }
        }
        node.methods.addAll(added);
        return write(node);
    }

    /** A class of the library's tests: where it overrides a method, it overrides the twin too. */
    byte[] rewriteTest(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        var added = new ArrayList<MethodNode>();
        for (var method : node.methods) {
            if (methods.overridesTwin(node, method)) {
                added.add(wrapper(node, method));
            }
        }
        if (added.isEmpty()) {
            return classFile;
        }
        node.methods.addAll(added);
        return write(node);
    }

    private static byte[] write(ClassNode node) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** {@code Coroutine m$async(int a) { return done(m(a)); }}. */
    private static MethodNode wrapper(ClassNode owner, MethodNode method) {
        var twin = twin(method);
        twin.access &= ~Opcodes.ACC_FINAL;
        var opcode = (owner.access & Opcodes.ACC_INTERFACE) != 0 ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        twin.instructions = call(owner, opcode, method.name, method.desc, method);
        var result = Type.getReturnType(method.desc);
        if (result.getSort() == Type.VOID) {
            twin.instructions.add(new InsnNode(Opcodes.ACONST_NULL));
        }
        twin.instructions.add(Boxes.box(result));
        twin.instructions.add(BodyKind.COROUTINE.completion());
        twin.instructions.add(new InsnNode(Opcodes.ARETURN));
        return twin;
    }

    private static MethodNode twin(MethodNode method) {
        var kept = method.access
                & (Opcodes.ACC_PUBLIC
                        | Opcodes.ACC_PROTECTED
                        | Opcodes.ACC_PRIVATE
                        | Opcodes.ACC_STATIC
                        | Opcodes.ACC_FINAL);
        return body(method, kept, LibraryMethods.twin(method.name, method.desc), BodyKind.COROUTINE);
    }

    private static MethodNode body(MethodNode method, int access, String name, BodyKind kind) {
        var arguments = method.desc.substring(0, method.desc.indexOf(')') + 1);
        return new MethodNode(
                Opcodes.ASM9, access, name, arguments + kind.desc(), null, method.exceptions.toArray(String[]::new));
    }

    private static MethodNode privateBody(MethodNode method, String name, BodyKind kind) {
        return body(method, Opcodes.ACC_PRIVATE | (method.access & Opcodes.ACC_STATIC), name, kind);
    }

    private static void annotate(MethodNode method) {
        method.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(ASYNC)));
    }

    private void makeAsync(ClassNode owner, MethodNode face, List<MethodNode> added) {
        var id = owner.name + "." + face.name + face.desc;
        var random = new Random(seed * 31 + id.hashCode());
        var kind = driver.kind(random);
        var result = Type.getReturnType(face.desc);
        var coroutine = LibraryMethods.hasAsyncTwin(face)
                ? twin(face)
                : privateBody(face, face.name + "$unlocked" + added.size(), BodyKind.COROUTINE);
        annotate(coroutine);
        var body = coroutine;
        if (kind != BodyKind.COROUTINE) {
            body = privateBody(face, face.name + "$body" + added.size(), kind);
            annotate(body);
        }
        body.instructions = face.instructions;
        body.tryCatchBlocks = face.tryCatchBlocks;
        body.localVariables = face.localVariables;
        body.maxLocals = face.maxLocals;
        body.maxStack = face.maxStack;
        new AwaitInserter(owner, face, body, kind, driver, methods, random, index -> isWanted(id, index)).insert();
        bodies++;
        added.add(coroutine);
        if (body != coroutine) {
            coroutine.instructions = call(owner, special(face), body.name, body.desc, face);
            coroutine.instructions.add(driver.await(kind.form()));
            coroutine.instructions.add(BodyKind.COROUTINE.completion());
            coroutine.instructions.add(new InsnNode(Opcodes.ARETURN));
            added.add(body);
        }
        // The face's own twin, not one that overrides it: it may be called by super.m(..).
        var run = call(owner, special(face), coroutine.name, coroutine.desc, face);
        run.add(driver.run());
        run.add(Boxes.unbox(result));
        run.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
        leave(face, run);
    }

    /** All that {@code method} did was given away: {@code rest} is what it does now. */
    static void leave(MethodNode method, InsnList rest) {
        method.instructions = rest;
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    private static int special(MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0 ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
    }

    /** Calls a method of {@code owner} with the arguments of {@code caller}. */
    static InsnList call(ClassNode owner, int opcode, String name, String desc, MethodNode caller) {
        var call = new InsnList();
        var slot = 0;
        if ((caller.access & Opcodes.ACC_STATIC) == 0) {
            call.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (var argument : Type.getArgumentTypes(caller.desc)) {
            call.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), slot));
            slot += argument.getSize();
        }
        call.add(new MethodInsnNode(opcode, owner.name, name, desc, (owner.access & Opcodes.ACC_INTERFACE) != 0));
        return call;
    }

    private boolean isWanted(String method, int index) {
        var isWanted = wanted == null || wanted.contains(awaits);
        awaits++;
        if (isWanted && wanted != null) {
            places.add(method + " " + index);
        }
        return isWanted;
    }
}
