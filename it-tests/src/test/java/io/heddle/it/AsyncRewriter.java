package io.heddle.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;

/**
 * Makes the methods of a class async, with awaits between any two instructions, whatever lies on the stack there:
 *
 * <pre>
 *   int m(int a) { ... }     becomes     int m(int a) { return BlockingDriver.run(m$async(a)); }
 *                                        &#64;Async private Coroutine m$async(int a) { ... await(pause()) ... }
 * </pre>
 *
 * <p>Constructors stay as they are, and methods that use monitors.
 */
final class AsyncRewriter {
    private static final String COROUTINES = "io/heddle/Coroutines";
    private static final String COROUTINE_DESC = "Lio/heddle/Coroutine;";
    private static final String DRIVER = Type.getInternalName(BlockingDriver.class);
    /** Of one instruction in so many the await suspends or is ready. */
    private static final int RARITY = 6;

    private static final int MOST_INSTRUCTIONS = 2_000;

    private final long seed;
    private final @Nullable Set<Integer> wanted;
    private final List<String> places = new ArrayList<>();
    private int methods;
    private int awaits;

    private AsyncRewriter(long seed, @Nullable Set<Integer> wanted) {
        this.seed = seed;
        this.wanted = wanted;
    }

    /** Inserts awaits by chance; the same for the same seed. */
    static AsyncRewriter everywhere(long seed) {
        return new AsyncRewriter(seed, null);
    }

    /** Of the awaits that {@link #everywhere} inserts, those of these numbers. */
    static AsyncRewriter onlyAt(long seed, Set<Integer> wanted) {
        return new AsyncRewriter(seed, wanted);
    }

    /** How many methods were made async so far. */
    int methods() {
        return methods;
    }

    /** Where awaits were inserted, if only some were: methods and indices of instructions. */
    List<String> places() {
        return places;
    }

    /** How many awaits were inserted so far. */
    int awaits() {
        return awaits;
    }

    byte[] rewrite(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        var bodies = new ArrayList<MethodNode>();
        for (var method : node.methods) {
            if (canBeAsync(method)) {
                bodies.add(makeAsync(node, method, "$async" + bodies.size()));
            }
        }
        node.methods.addAll(bodies);
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static boolean canBeAsync(MethodNode method) {
        if ((method.access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_BRIDGE)) != 0
                || method.name.startsWith("<")
                || method.instructions.size() == 0
                || method.instructions.size() > MOST_INSTRUCTIONS) {
            return false;
        }
        for (var insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.MONITORENTER) {
                return false;
            }
        }
        return true;
    }

    /** Gives {@code face} the call of its body, which is returned. */
    private MethodNode makeAsync(ClassNode owner, MethodNode face, String suffix) {
        var isStatic = (face.access & Opcodes.ACC_STATIC) != 0;
        var reachable = reachable(owner.name, face);
        var id = owner.name + "." + face.name + face.desc;
        var arguments = face.desc.substring(0, face.desc.indexOf(')') + 1);
        var body = new MethodNode(
                Opcodes.ASM9,
                Opcodes.ACC_PRIVATE | (face.access & Opcodes.ACC_STATIC),
                face.name + suffix,
                arguments + COROUTINE_DESC,
                null,
                face.exceptions.toArray(String[]::new));
        body.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Lio/heddle/Async;")));
        body.instructions = face.instructions;
        body.tryCatchBlocks = face.tryCatchBlocks;
        body.localVariables = face.localVariables;
        insertAwaits(body, reachable, Type.getReturnType(face.desc), id);

        var result = Type.getReturnType(face.desc);
        face.instructions = call(owner, face, body, isStatic);
        face.tryCatchBlocks = new ArrayList<>();
        face.localVariables = null;
        face.visibleLocalVariableAnnotations = null;
        face.invisibleLocalVariableAnnotations = null;
        unbox(face.instructions, result);
        methods++;
        return body;
    }

    private void insertAwaits(MethodNode body, boolean[] reachable, Type result, String id) {
        var random = new Random(seed * 31 + id.hashCode());
        var insns = body.instructions.toArray();
        for (var i = 0; i < insns.length; i++) {
            if (insns[i].getOpcode() < 0 || !reachable[i]) {
                continue;
            }
            if (random.nextInt(RARITY) == 0) {
                var suspends = random.nextInt(4) != 0;
                if (isWanted(id, i)) {
                    body.instructions.insertBefore(insns[i], await(suspends));
                }
                awaits++;
            }
            if (insns[i].getOpcode() >= Opcodes.IRETURN && insns[i].getOpcode() <= Opcodes.RETURN) {
                complete(body.instructions, insns[i], result);
            }
        }
        body.maxStack += 4;
    }

    private boolean isWanted(String method, int index) {
        if (wanted == null) {
            return true;
        }
        var isWanted = wanted.contains(awaits);
        if (isWanted) {
            places.add(method + " " + index);
        }
        return isWanted;
    }

    private static boolean[] reachable(String owner, MethodNode method) {
        try {
            var frames = new Analyzer<>(new BasicInterpreter()).analyze(owner, method);
            var reachable = new boolean[frames.length];
            for (var i = 0; i < frames.length; i++) {
                reachable[i] = frames[i] != null;
            }
            return reachable;
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(owner + "." + method.name, e);
        }
    }

    private static InsnList await(boolean suspends) {
        var await = new InsnList();
        await.add(new InsnNode(suspends ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
        await.add(new MethodInsnNode(Opcodes.INVOKESTATIC, DRIVER, "pause", "(Z)" + COROUTINE_DESC));
        await.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, COROUTINES, "await", "(Lio/heddle/Awaitable;)Ljava/lang/Object;"));
        await.add(new InsnNode(Opcodes.POP));
        return await;
    }

    /** {@code return x} becomes {@code return done(x)}. */
    private static void complete(InsnList insns, AbstractInsnNode before, Type result) {
        var done = new InsnList();
        if (result.getSort() == Type.VOID) {
            done.add(new MethodInsnNode(Opcodes.INVOKESTATIC, COROUTINES, "done", "()" + COROUTINE_DESC));
        } else {
            var box = BOXES.get(result);
            if (box != null) {
                done.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, box, "valueOf", "(" + result.getDescriptor() + ")L" + box + ";"));
            }
            done.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, COROUTINES, "done", "(Ljava/lang/Object;)" + COROUTINE_DESC));
        }
        insns.insertBefore(before, done);
        insns.set(before, new InsnNode(Opcodes.ARETURN));
    }

    private static InsnList call(ClassNode owner, MethodNode face, MethodNode body, boolean isStatic) {
        var call = new InsnList();
        var slot = 0;
        if (!isStatic) {
            call.add(new VarInsnNode(Opcodes.ALOAD, slot++));
        }
        for (var argument : Type.getArgumentTypes(face.desc)) {
            call.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), slot));
            slot += argument.getSize();
        }
        call.add(new MethodInsnNode(
                isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
                owner.name,
                body.name,
                body.desc,
                (owner.access & Opcodes.ACC_INTERFACE) != 0));
        call.add(new MethodInsnNode(Opcodes.INVOKESTATIC, DRIVER, "run", "(" + COROUTINE_DESC + ")Ljava/lang/Object;"));
        return call;
    }

    private static void unbox(InsnList insns, Type result) {
        var box = BOXES.get(result);
        if (result.getSort() == Type.VOID) {
            insns.add(new InsnNode(Opcodes.POP));
        } else if (box != null) {
            insns.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
            insns.add(new MethodInsnNode(
                    Opcodes.INVOKEVIRTUAL, box, result.getClassName() + "Value", "()" + result.getDescriptor()));
        } else {
            insns.add(new TypeInsnNode(Opcodes.CHECKCAST, result.getInternalName()));
        }
        insns.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
    }

    private static final Map<Type, String> BOXES = boxes();

    private static Map<Type, String> boxes() {
        var boxes = new HashMap<Type, String>();
        boxes.put(Type.BOOLEAN_TYPE, "java/lang/Boolean");
        boxes.put(Type.BYTE_TYPE, "java/lang/Byte");
        boxes.put(Type.CHAR_TYPE, "java/lang/Character");
        boxes.put(Type.SHORT_TYPE, "java/lang/Short");
        boxes.put(Type.INT_TYPE, "java/lang/Integer");
        boxes.put(Type.LONG_TYPE, "java/lang/Long");
        boxes.put(Type.FLOAT_TYPE, "java/lang/Float");
        boxes.put(Type.DOUBLE_TYPE, "java/lang/Double");
        return Map.copyOf(boxes);
    }
}
