package io.heddle.it;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Targets that no Java compiler would write: valid class files, but odd ones, as other tools make them. */
final class OddTargets {
    private static final String PROBE = "io/heddle/it/Probe";
    private static final String COROUTINE = "Lio/heddle/Coroutine;";
    private static final int FAR = 11_000;
    /** What stack maps state to be one of an interface, where both may come. */
    private static final Set<String> OF_AN_INTERFACE =
            Set.of("java/lang/IllegalStateException", "java/lang/ArithmeticException");

    private OddTargets() {}

    /** The class {@code odd.Odd}, a method for each target. */
    static TargetClasses write() throws IOException {
        var directory = TargetClasses.emptyDirectory("odd");
        Files.createDirectories(directory.resolve("odd"));
        Files.write(directory.resolve("odd/Odd.class"), classFile());
        return TargetClasses.read(directory);
    }

    private static byte[] classFile() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String first, String second) {
                var types = Set.of(first, second);
                return types.equals(OF_AN_INTERFACE) ? "java/io/Serializable" : "java/lang/Object";
            }
        };
        writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "odd/Odd", null, "java/lang/Object", null);
        bodies().forEach((name, body) -> {
            var method = writer.visitMethod(Opcodes.ACC_STATIC, name, "(L" + PROBE + ";)" + COROUTINE, null, null);
            method.visitAnnotation("Lio/heddle/Async;", false).visitEnd();
            method.visitCode();
            body.accept(method);
            method.visitMaxs(0, 0);
            method.visitEnd();
        });
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static Map<String, Consumer<MethodVisitor>> bodies() {
        var bodies = new LinkedHashMap<String, Consumer<MethodVisitor>>();
        bodies.put("operandsOfEveryKind", OddTargets::operandsOfEveryKind);
        bodies.put("constructionInLocalsAndOnTheStack", OddTargets::constructionInLocalsAndOnTheStack);
        bodies.put("nestedConstructionsThatAreMixed", OddTargets::nestedConstructionsThatAreMixed);
        bodies.put("aRangeOfOneAwait", OddTargets::aRangeOfOneAwait);
        bodies.put("aRangeThatEndsBehindAnUnboxing", OddTargets::aRangeThatEndsBehindAnUnboxing);
        bodies.put("anAwaitWithTheExceptionBelowIt", OddTargets::anAwaitWithTheExceptionBelowIt);
        bodies.put("aHandlerThatCoversItself", OddTargets::aHandlerThatCoversItself);
        bodies.put("aHandlerOfAnInterface", OddTargets::aHandlerOfAnInterface);
        bodies.put("overlappingRanges", OddTargets::overlappingRanges);
        bodies.put("theOuterRangeFirst", OddTargets::theOuterRangeFirst);
        bodies.put("slotsOfChangingTypes", OddTargets::slotsOfChangingTypes);
        bodies.put("aBodyThatBeginsWithALoop", OddTargets::aBodyThatBeginsWithALoop);
        bodies.put("codeInReverseOrder", OddTargets::codeInReverseOrder);
        bodies.put("dynamicConstantBelow", OddTargets::dynamicConstantBelow);
        bodies.put("nopsAroundAnAwait", OddTargets::nopsAroundAnAwait);
        bodies.put("farJumps", OddTargets::farJumps);
        bodies.putAll(OptimisedTargets.bodies());
        return bodies;
    }

    /** Leaves the value of {@code await(p.value(number))}, an Object, on the stack. */
    static void await(MethodVisitor m, int number) {
        coroutine(m, number);
        await(m);
    }

    static void coroutine(MethodVisitor m, int number) {
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitIntInsn(Opcodes.SIPUSH, number);
        box(m, "java/lang/Integer", "I");
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PROBE, "value", "(Ljava/lang/Object;)" + COROUTINE, false);
    }

    static void await(MethodVisitor m) {
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "io/heddle/Coroutines",
                "await",
                "(Lio/heddle/Awaitable;)Ljava/lang/Object;",
                false);
    }

    static void box(MethodVisitor m, String box, String primitive) {
        m.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", "(" + primitive + ")L" + box + ";", false);
    }

    /** Takes an object from the stack and logs it. */
    static void log(MethodVisitor m) {
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.SWAP);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PROBE, "log", "(Ljava/lang/Object;)V", false);
    }

    /** {@code return done(x)} with what is on the stack. */
    static void done(MethodVisitor m) {
        wrap(m);
        m.visitInsn(Opcodes.ARETURN);
    }

    /** {@code done(x)} with what is on the stack. */
    static void wrap(MethodVisitor m) {
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, "io/heddle/Coroutines", "done", "(Ljava/lang/Object;)" + COROUTINE, false);
    }

    /** Throws an exception with a message. */
    static void fail(MethodVisitor m, String message) {
        m.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        m.visitInsn(Opcodes.DUP);
        m.visitLdcInsn(message);
        construct(m, "java/lang/IllegalStateException");
        m.visitInsn(Opcodes.ATHROW);
    }

    static void construct(MethodVisitor m, String owner) {
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "(Ljava/lang/String;)V", false);
    }

    static void text(MethodVisitor m) {
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, "java/lang/String", "valueOf", "(Ljava/lang/Object;)Ljava/lang/String;", false);
    }

    private static void operandsOfEveryKind(MethodVisitor m) {
        m.visitInsn(Opcodes.ICONST_3);
        m.visitLdcInsn(4L);
        m.visitLdcInsn(5.0);
        m.visitLdcInsn(6f);
        m.visitInsn(Opcodes.ACONST_NULL);
        m.visitLdcInsn("text");
        m.visitInsn(Opcodes.ICONST_2);
        m.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
        m.visitLdcInsn(7L);
        await(m, 1);
        log(m);
        box(m, "java/lang/Long", "J");
        log(m);
        m.visitInsn(Opcodes.ARRAYLENGTH);
        box(m, "java/lang/Integer", "I");
        log(m);
        log(m);
        await(m, 2);
        log(m);
        log(m);
        box(m, "java/lang/Float", "F");
        log(m);
        box(m, "java/lang/Double", "D");
        log(m);
        m.visitInsn(Opcodes.L2I);
        m.visitInsn(Opcodes.IADD);
        box(m, "java/lang/Integer", "I");
        done(m);
    }

    private static void constructionInLocalsAndOnTheStack(MethodVisitor m) {
        m.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
        m.visitInsn(Opcodes.DUP);
        m.visitVarInsn(Opcodes.ASTORE, 2);
        m.visitInsn(Opcodes.DUP);
        m.visitInsn(Opcodes.DUP);
        m.visitVarInsn(Opcodes.ASTORE, 5);
        m.visitLdcInsn(9L);
        m.visitVarInsn(Opcodes.LSTORE, 3);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        await(m, 1);
        text(m);
        construct(m, "java/lang/StringBuilder");
        m.visitVarInsn(Opcodes.LLOAD, 3);
        append(m, "J");
        m.visitInsn(Opcodes.POP2);
        m.visitVarInsn(Opcodes.ALOAD, 5);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        append(m, "Ljava/lang/Object;");
        text(m);
        done(m);
    }

    private static void append(MethodVisitor m, String type) {
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/StringBuilder",
                "append",
                "(" + type + ")Ljava/lang/StringBuilder;",
                false);
    }

    private static void nestedConstructionsThatAreMixed(MethodVisitor m) {
        m.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
        m.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuffer");
        m.visitInsn(Opcodes.DUP2);
        await(m, 1);
        text(m);
        construct(m, "java/lang/StringBuffer");
        await(m, 2);
        text(m);
        construct(m, "java/lang/StringBuilder");
        log(m);
        text(m);
        done(m);
    }

    /** Behind the await, there is only what an awaited box is unboxed by. */
    private static void aRangeThatEndsBehindAnUnboxing(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.ICONST_3);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PROBE, "value", "(Ljava/lang/Object;)" + COROUTINE, false);
        m.visitLabel(start);
        await(m);
        m.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
        m.visitLabel(end);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/String", "valueOf", "(I)Ljava/lang/String;", false);
        done(m);
        m.visitLabel(handler);
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/IllegalStateException", "getMessage", "()Ljava/lang/String;", false);
        done(m);
    }

    /** The range begins and ends with the call of await itself. */
    private static void aRangeOfOneAwait(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        m.visitInsn(Opcodes.DUP);
        m.visitLdcInsn("expected");
        construct(m, "java/lang/IllegalStateException");
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PROBE, "fail", "(Ljava/lang/Throwable;)" + COROUTINE, false);
        m.visitLabel(start);
        await(m);
        m.visitLabel(end);
        done(m);
        m.visitLabel(handler);
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/IllegalStateException", "getMessage", "()Ljava/lang/String;", false);
        done(m);
    }

    private static void anAwaitWithTheExceptionBelowIt(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitLabel(start);
        fail(m, "first");
        m.visitLabel(end);
        m.visitLabel(handler);
        await(m, 1);
        log(m);
        text(m);
        done(m);
    }

    /** As javac's finally, whose handler covers itself: it is entered again where it fails. */
    private static void aHandlerThatCoversItself(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        var rest = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        m.visitLabel(start);
        await(m, 1);
        log(m);
        fail(m, "from the body");
        m.visitLabel(handler);
        m.visitVarInsn(Opcodes.ASTORE, 2);
        m.visitIincInsn(1, 1);
        await(m, 2);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitInsn(Opcodes.ICONST_3);
        m.visitJumpInsn(Opcodes.IF_ICMPGE, rest);
        fail(m, "from the handler");
        m.visitLabel(end);
        m.visitLabel(rest);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        text(m);
        done(m);
    }

    /** The handler's stack map states an interface, which to the verifier is any object. */
    private static void aHandlerOfAnInterface(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
        m.visitTryCatchBlock(start, end, handler, "java/lang/ArithmeticException");
        m.visitLabel(start);
        await(m, 1);
        log(m);
        fail(m, "caught");
        m.visitLabel(end);
        m.visitLabel(handler);
        await(m, 2);
        log(m);
        text(m);
        done(m);
    }

    /** Neither range lies in the other. */
    private static void overlappingRanges(MethodVisitor m) {
        var first = new Label();
        var second = new Label();
        var firstEnds = new Label();
        var secondEnds = new Label();
        var handler = new Label();
        var other = new Label();
        m.visitTryCatchBlock(second, secondEnds, other, "java/lang/RuntimeException");
        m.visitTryCatchBlock(first, firstEnds, handler, "java/lang/IllegalStateException");
        m.visitLabel(first);
        await(m, 1);
        log(m);
        m.visitLabel(second);
        await(m, 2);
        log(m);
        m.visitLabel(firstEnds);
        await(m, 3);
        log(m);
        fail(m, "third");
        m.visitLabel(secondEnds);
        m.visitLabel(handler);
        log(m);
        m.visitInsn(Opcodes.ACONST_NULL);
        done(m);
        m.visitLabel(other);
        text(m);
        done(m);
    }

    /** In the table the outer range stands first, so the inner handler is never entered. */
    private static void theOuterRangeFirst(MethodVisitor m) {
        var start = new Label();
        var inner = new Label();
        var innerEnds = new Label();
        var end = new Label();
        var outerHandler = new Label();
        var innerHandler = new Label();
        m.visitTryCatchBlock(start, end, outerHandler, null);
        m.visitTryCatchBlock(inner, innerEnds, innerHandler, null);
        m.visitLabel(start);
        await(m, 1);
        log(m);
        m.visitLabel(inner);
        await(m, 2);
        log(m);
        fail(m, "inside");
        m.visitLabel(innerEnds);
        m.visitLabel(end);
        m.visitLabel(innerHandler);
        await(m, 3);
        m.visitInsn(Opcodes.POP);
        m.visitInsn(Opcodes.ATHROW);
        m.visitLabel(outerHandler);
        await(m, 4);
        log(m);
        text(m);
        done(m);
    }

    private static void slotsOfChangingTypes(MethodVisitor m) {
        m.visitInsn(Opcodes.ICONST_5);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        await(m, 1);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitInsn(Opcodes.I2L);
        m.visitVarInsn(Opcodes.LSTORE, 1);
        await(m, 2);
        log(m);
        m.visitVarInsn(Opcodes.LLOAD, 1);
        box(m, "java/lang/Long", "J");
        m.visitVarInsn(Opcodes.ASTORE, 2);
        await(m, 3);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitLdcInsn(2.5);
        m.visitVarInsn(Opcodes.DSTORE, 2);
        await(m, 4);
        log(m);
        m.visitVarInsn(Opcodes.DLOAD, 2);
        box(m, "java/lang/Double", "D");
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ASTORE, 3);
        m.visitInsn(Opcodes.ACONST_NULL);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        await(m, 5);
        m.visitInsn(Opcodes.POP);
        done(m);
    }

    /** The first instruction is a jump's target, so the first byte of the code has a stack map. */
    private static void aBodyThatBeginsWithALoop(MethodVisitor m) {
        var loop = new Label();
        m.visitLabel(loop);
        await(m, 1);
        log(m);
        await(m, 0);
        m.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
        m.visitJumpInsn(Opcodes.IFNE, loop);
        m.visitLdcInsn("left");
        done(m);
    }

    /** Each part of the method stands before the one that runs first. */
    private static void codeInReverseOrder(MethodVisitor m) {
        var last = new Label();
        var middle = new Label();
        var first = new Label();
        m.visitJumpInsn(Opcodes.GOTO, first);
        m.visitLabel(last);
        await(m, 3);
        text(m);
        done(m);
        m.visitLabel(middle);
        await(m, 2);
        log(m);
        m.visitJumpInsn(Opcodes.GOTO, last);
        m.visitLabel(first);
        await(m, 1);
        log(m);
        m.visitJumpInsn(Opcodes.GOTO, middle);
    }

    private static void dynamicConstantBelow(MethodVisitor m) {
        var bootstrap = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "primitiveClass",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Class;",
                false);
        m.visitLdcInsn(new ConstantDynamic("J", "Ljava/lang/Class;", bootstrap));
        await(m, 1);
        log(m);
        text(m);
        done(m);
    }

    private static void nopsAroundAnAwait(MethodVisitor m) {
        m.visitInsn(Opcodes.NOP);
        coroutine(m, 1);
        m.visitInsn(Opcodes.NOP);
        await(m);
        m.visitInsn(Opcodes.NOP);
        m.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
        m.visitInsn(Opcodes.NOP);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
        box(m, "java/lang/Integer", "I");
        m.visitInsn(Opcodes.NOP);
        done(m);
    }

    /** Jumps of more than 32 KiB, forwards and backwards, across awaits. */
    private static void farJumps(MethodVisitor m) {
        var loop = new Label();
        var end = new Label();
        m.visitInsn(Opcodes.ICONST_0);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        m.visitLabel(loop);
        await(m, 1);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitIntInsn(Opcodes.SIPUSH, FAR);
        m.visitJumpInsn(Opcodes.IF_ICMPGT, end);
        for (var i = 0; i < FAR; i++) {
            m.visitIincInsn(1, 1);
        }
        await(m, 2);
        log(m);
        m.visitJumpInsn(Opcodes.GOTO, loop);
        m.visitLabel(end);
        await(m, 3);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        box(m, "java/lang/Integer", "I");
        done(m);
    }
}
