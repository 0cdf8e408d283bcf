package io.heddle.it;

import static io.heddle.it.OddTargets.await;
import static io.heddle.it.OddTargets.box;
import static io.heddle.it.OddTargets.construct;
import static io.heddle.it.OddTargets.coroutine;
import static io.heddle.it.OddTargets.done;
import static io.heddle.it.OddTargets.fail;
import static io.heddle.it.OddTargets.log;
import static io.heddle.it.OddTargets.text;
import static io.heddle.it.OddTargets.wrap;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Targets as optimisers and obfuscators leave them: values stay on the stack where a compiler would have stored them, ends
 * of methods are shared, and what is no longer needed lies where it was.
 */
final class OptimisedTargets {
    private static final int ROUNDS = 3;

    private OptimisedTargets() {}

    /** Bodies by the names of their methods. */
    static Map<String, Consumer<MethodVisitor>> bodies() {
        var bodies = new TreeMap<String, Consumer<MethodVisitor>>();
        bodies.put("operandsAcrossALoop", OptimisedTargets::operandsAcrossALoop);
        bodies.put("shuffledOperands", OptimisedTargets::shuffledOperands);
        bodies.put("oneReturnOfAll", OptimisedTargets::oneReturnOfAll);
        bodies.put("returnsAboveOperands", OptimisedTargets::returnsAboveOperands);
        bodies.put("handlerThatIsFallenInto", OptimisedTargets::handlerThatIsFallenInto);
        bodies.put("switchToOneLabel", OptimisedTargets::switchToOneLabel);
        bodies.put("switchBackwards", OptimisedTargets::switchBackwards);
        bodies.put("oneHandlerOfTwoRanges", OptimisedTargets::oneHandlerOfTwoRanges);
        bodies.put("rangeOfTheConstructorAlone", OptimisedTargets::rangeOfTheConstructorAlone);
        bodies.put("constructionInALoopOfOperands", OptimisedTargets::constructionInALoopOfOperands);
        bodies.put("resultsThatAreCopied", OptimisedTargets::resultsThatAreCopied);
        bodies.put("slotsBeyondAByte", OptimisedTargets::slotsBeyondAByte);
        bodies.put("intsThatAreBooleans", OptimisedTargets::intsThatAreBooleans);
        bodies.put("nullsOfNoType", OptimisedTargets::nullsOfNoType);
        bodies.put("awaitablesThatMeet", OptimisedTargets::awaitablesThatMeet);
        bodies.put("monitorsBetweenAwaits", OptimisedTargets::monitorsBetweenAwaits);
        bodies.put(
                "aMonitorLeftByAHandlerOutsideOfItsRange", OptimisedTargets::aMonitorLeftByAHandlerOutsideOfItsRange);
        bodies.put("returnInARangeBehindAJump", OptimisedTargets::returnInARangeBehindAJump);
        bodies.put("deadCodeInARange", OptimisedTargets::deadCodeInARange);
        bodies.put("coroutineMadeBeforeTheRange", OptimisedTargets::coroutineMadeBeforeTheRange);
        bodies.put("completionsThatMeetAndAreStored", OptimisedTargets::completionsThatMeetAndAreStored);
        return bodies;
    }

    private static void intValue(MethodVisitor m) {
        m.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Integer");
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
    }

    private static void boxInt(MethodVisitor m) {
        box(m, "java/lang/Integer", "I");
    }

    /** A sum, a counter and a long stay on the stack from round to round. */
    private static void operandsAcrossALoop(MethodVisitor m) {
        var loop = new Label();
        m.visitLdcInsn(1L << 40);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitLabel(loop);
        await(m, 7);
        intValue(m);
        m.visitInsn(Opcodes.IADD);
        m.visitInsn(Opcodes.SWAP);
        m.visitInsn(Opcodes.ICONST_1);
        m.visitInsn(Opcodes.IADD);
        m.visitInsn(Opcodes.DUP_X1);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        await(m, 8);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitInsn(Opcodes.ICONST_3);
        m.visitJumpInsn(Opcodes.IF_ICMPLT, loop);
        m.visitInsn(Opcodes.IADD);
        m.visitInsn(Opcodes.I2L);
        m.visitInsn(Opcodes.LADD);
        box(m, "java/lang/Long", "J");
        done(m);
    }

    /** Each of the instructions that move operands, with awaits between them. */
    private static void shuffledOperands(MethodVisitor m) {
        m.visitInsn(Opcodes.ICONST_1);
        m.visitInsn(Opcodes.ICONST_2);
        m.visitInsn(Opcodes.ICONST_3);
        await(m, 1);
        log(m);
        m.visitInsn(Opcodes.DUP_X2);
        m.visitInsn(Opcodes.DUP2_X1);
        await(m, 2);
        log(m);
        m.visitInsn(Opcodes.DUP2_X2);
        m.visitInsn(Opcodes.POP2);
        m.visitInsn(Opcodes.I2L);
        await(m, 3);
        log(m);
        m.visitInsn(Opcodes.DUP2_X1);
        m.visitLdcInsn(2.5);
        m.visitInsn(Opcodes.DUP2_X2);
        await(m, 4);
        log(m);
        box(m, "java/lang/Double", "D");
        log(m);
        box(m, "java/lang/Long", "J");
        log(m);
        await(m, 5);
        log(m);
        box(m, "java/lang/Double", "D");
        log(m);
        boxInt(m);
        log(m);
        m.visitInsn(Opcodes.L2I);
        await(m, 6);
        log(m);
        m.visitInsn(Opcodes.IADD);
        m.visitInsn(Opcodes.IADD);
        boxInt(m);
        done(m);
    }

    /** Values, completions and calls come to the same return. */
    private static void oneReturnOfAll(MethodVisitor m) {
        var end = new Label();
        var second = new Label();
        var third = new Label();
        await(m, 1);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFEQ, second);
        await(m, 0);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFNE, third);
        coroutine(m, 4);
        m.visitJumpInsn(Opcodes.GOTO, end);
        m.visitLabel(second);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, "io/heddle/Coroutines", "done", "()Lio/heddle/Coroutine;", false);
        m.visitJumpInsn(Opcodes.GOTO, end);
        m.visitLabel(third);
        await(m, 5);
        wrap(m);
        m.visitLabel(end);
        m.visitInsn(Opcodes.ARETURN);
    }

    /** A return leaves on the stack what is below its value, here in a handler's range. */
    private static void returnsAboveOperands(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitLdcInsn(3L);
        m.visitLdcInsn("below");
        m.visitLabel(start);
        await(m, 1);
        m.visitInsn(Opcodes.DUP);
        log(m);
        await(m, 2);
        done(m);
        m.visitLabel(end);
        m.visitLabel(handler);
        log(m);
        await(m, 3);
        done(m);
    }

    /** An exception comes to a handler by being thrown, or is made there and falls in. */
    private static void handlerThatIsFallenInto(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/IllegalStateException");
        m.visitLabel(start);
        await(m, 1);
        log(m);
        await(m, 0);
        intValue(m);
        var other = new Label();
        m.visitJumpInsn(Opcodes.IFEQ, other);
        fail(m, "thrown");
        m.visitLabel(end);
        m.visitLabel(other);
        m.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        m.visitInsn(Opcodes.DUP);
        await(m, 2);
        text(m);
        construct(m, "java/lang/IllegalStateException");
        m.visitLabel(handler);
        await(m, 3);
        log(m);
        text(m);
        done(m);
    }

    private static void switchToOneLabel(MethodVisitor m) {
        var all = new Label();
        m.visitLdcInsn("below");
        await(m, 1);
        intValue(m);
        m.visitTableSwitchInsn(0, 2, all, all, all, all);
        m.visitLabel(all);
        await(m, 2);
        log(m);
        done(m);
    }

    /** The keys of a switch lead into the middle of a loop, and out of it. */
    private static void switchBackwards(MethodVisitor m) {
        var head = new Label();
        var middle = new Label();
        var end = new Label();
        m.visitInsn(Opcodes.ICONST_0);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        m.visitJumpInsn(Opcodes.GOTO, middle);
        m.visitLabel(head);
        await(m, 10);
        log(m);
        m.visitLabel(middle);
        m.visitIincInsn(1, 1);
        await(m, 20);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitLookupSwitchInsn(end, new int[] {1, 2, ROUNDS}, new Label[] {middle, head, head});
        m.visitLabel(end);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        boxInt(m);
        done(m);
    }

    /** In one range a slot holds a long, in the other a text; the handler sees neither. */
    private static void oneHandlerOfTwoRanges(MethodVisitor m) {
        var first = new Label();
        var firstEnds = new Label();
        var second = new Label();
        var secondEnds = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(first, firstEnds, handler, "java/lang/RuntimeException");
        m.visitTryCatchBlock(second, secondEnds, handler, "java/lang/IllegalStateException");
        m.visitInsn(Opcodes.ICONST_5);
        m.visitVarInsn(Opcodes.ISTORE, 4);
        m.visitLdcInsn(8L);
        m.visitVarInsn(Opcodes.LSTORE, 1);
        m.visitLabel(first);
        await(m, 1);
        log(m);
        m.visitVarInsn(Opcodes.LLOAD, 1);
        box(m, "java/lang/Long", "J");
        log(m);
        m.visitLabel(firstEnds);
        m.visitLdcInsn("text");
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitLabel(second);
        await(m, 2);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        log(m);
        m.visitIincInsn(4, 1);
        fail(m, "second");
        m.visitLabel(secondEnds);
        m.visitLabel(handler);
        m.visitVarInsn(Opcodes.ASTORE, 2);
        await(m, 3);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 4);
        boxInt(m);
        done(m);
    }

    /** What a constructor throws is caught, what its arguments throw is not. */
    private static void rangeOfTheConstructorAlone(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/NumberFormatException");
        m.visitTypeInsn(Opcodes.NEW, "java/math/BigInteger");
        m.visitInsn(Opcodes.DUP);
        await(m, 12);
        text(m);
        m.visitLdcInsn("x");
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
        m.visitLabel(start);
        construct(m, "java/math/BigInteger");
        m.visitLabel(end);
        done(m);
        m.visitLabel(handler);
        text(m);
        log(m);
        await(m, 2);
        done(m);
    }

    /** Between the instruction that creates an object and its constructor there is a loop that awaits. */
    private static void constructionInALoopOfOperands(MethodVisitor m) {
        var loop = new Label();
        var end = new Label();
        m.visitInsn(Opcodes.ICONST_0);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        m.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
        m.visitInsn(Opcodes.DUP);
        m.visitLdcInsn("");
        m.visitLabel(loop);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitInsn(Opcodes.ICONST_3);
        m.visitJumpInsn(Opcodes.IF_ICMPGE, end);
        await(m, 6);
        text(m);
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
        m.visitIincInsn(1, 1);
        m.visitJumpInsn(Opcodes.GOTO, loop);
        m.visitLabel(end);
        construct(m, "java/lang/StringBuilder");
        await(m, 7);
        log(m);
        text(m);
        done(m);
    }

    private static void resultsThatAreCopied(MethodVisitor m) {
        await(m, 300);
        m.visitInsn(Opcodes.DUP);
        m.visitInsn(Opcodes.DUP);
        m.visitVarInsn(Opcodes.ASTORE, 2);
        intValue(m);
        m.visitInsn(Opcodes.SWAP);
        m.visitInsn(Opcodes.DUP);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        log(m);
        await(m, 2);
        m.visitInsn(Opcodes.POP);
        var same = new Label();
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitJumpInsn(Opcodes.IF_ACMPEQ, same);
        m.visitInsn(Opcodes.INEG);
        m.visitLabel(same);
        boxInt(m);
        done(m);
    }

    /** The wide forms of instructions. */
    private static void slotsBeyondAByte(MethodVisitor m) {
        m.visitInsn(Opcodes.ICONST_1);
        m.visitVarInsn(Opcodes.ISTORE, 300);
        m.visitLdcInsn(5L);
        m.visitVarInsn(Opcodes.LSTORE, 400);
        m.visitLdcInsn("far");
        m.visitVarInsn(Opcodes.ASTORE, 1_000);
        await(m, 1);
        log(m);
        m.visitIincInsn(300, 1_000);
        m.visitVarInsn(Opcodes.LLOAD, 400);
        await(m, 2);
        log(m);
        m.visitInsn(Opcodes.L2I);
        m.visitVarInsn(Opcodes.ILOAD, 300);
        m.visitInsn(Opcodes.IADD);
        boxInt(m);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 1_000);
        done(m);
    }

    /** What is a boolean, a byte and a char to those who are called is the same int in between. */
    private static void intsThatAreBooleans(MethodVisitor m) {
        m.visitInsn(Opcodes.ICONST_1);
        m.visitVarInsn(Opcodes.ISTORE, 1);
        m.visitInsn(Opcodes.ICONST_1);
        await(m, 1);
        log(m);
        box(m, "java/lang/Boolean", "Z");
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        box(m, "java/lang/Character", "C");
        await(m, 2);
        log(m);
        log(m);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        m.visitVarInsn(Opcodes.ILOAD, 1);
        box(m, "java/lang/Boolean", "Z");
        await(m, 3);
        log(m);
        log(m);
        box(m, "java/lang/Byte", "B");
        done(m);
    }

    /** A null is an array, a text and an object, each after an await. */
    private static void nullsOfNoType(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, "java/lang/NullPointerException");
        m.visitInsn(Opcodes.ACONST_NULL);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitInsn(Opcodes.ACONST_NULL);
        await(m, 1);
        log(m);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitLabel(start);
        await(m, 2);
        log(m);
        m.visitInsn(Opcodes.AALOAD);
        m.visitInsn(Opcodes.POP);
        m.visitLabel(end);
        m.visitInsn(Opcodes.ACONST_NULL);
        done(m);
        m.visitLabel(handler);
        m.visitInsn(Opcodes.POP);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        await(m, 3);
        log(m);
        m.visitTypeInsn(Opcodes.CHECKCAST, "[I");
        m.visitTypeInsn(Opcodes.INSTANCEOF, "java/lang/Object");
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.SWAP);
        boxInt(m);
        log(m);
        done(m);
    }

    /** A task or a coroutine, whichever it is, is awaited by one instruction. */
    private static void awaitablesThatMeet(MethodVisitor m) {
        var other = new Label();
        var both = new Label();
        await(m, 1);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFEQ, other);
        m.visitLdcInsn("task");
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC, "io/heddle/Task", "completed", "(Ljava/lang/Object;)Lio/heddle/Task;", false);
        m.visitTypeInsn(Opcodes.CHECKCAST, "io/heddle/Awaitable");
        m.visitJumpInsn(Opcodes.GOTO, both);
        m.visitLabel(other);
        coroutine(m, 2);
        m.visitTypeInsn(Opcodes.CHECKCAST, "io/heddle/Awaitable");
        m.visitLabel(both);
        m.visitTypeInsn(Opcodes.CHECKCAST, "io/heddle/Awaitable");
        await(m);
        log(m);
        await(m, 3);
        done(m);
    }

    /** Entered in one block, left in another, and nothing awaits meanwhile. */
    private static void monitorsBetweenAwaits(MethodVisitor m) {
        var other = new Label();
        var end = new Label();
        await(m, 1);
        m.visitInsn(Opcodes.DUP);
        m.visitInsn(Opcodes.DUP);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitInsn(Opcodes.MONITORENTER);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFEQ, other);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.MONITOREXIT);
        await(m, 2);
        m.visitJumpInsn(Opcodes.GOTO, end);
        m.visitLabel(other);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.MONITOREXIT);
        await(m, 3);
        m.visitLabel(end);
        done(m);
    }

    /** The handler that leaves the monitor covers itself in what a compiler writes. */
    private static void aMonitorLeftByAHandlerOutsideOfItsRange(MethodVisitor m) {
        var block = new Label();
        var entered = new Label();
        var handler = new Label();
        var end = new Label();
        var outer = new Label();
        m.visitTryCatchBlock(entered, handler, handler, null);
        m.visitTryCatchBlock(block, end, outer, "java/lang/IllegalStateException");
        m.visitLdcInsn("lock");
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitLabel(block);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.MONITORENTER);
        m.visitLabel(entered);
        fail(m, "held");
        m.visitLabel(handler);
        m.visitVarInsn(Opcodes.ASTORE, 2);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.MONITOREXIT);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitInsn(Opcodes.ATHROW);
        m.visitLabel(end);
        m.visitLabel(outer);
        await(m, 1);
        log(m);
        text(m);
        done(m);
    }

    /** The value that is returned in a range was made before it, and comes by a jump. */
    private static void returnInARangeBehindAJump(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        var back = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitLabel(start);
        await(m, 1);
        m.visitJumpInsn(Opcodes.GOTO, back);
        m.visitLabel(end);
        m.visitLabel(handler);
        log(m);
        m.visitLdcInsn("caught");
        m.visitLabel(back);
        m.visitInsn(Opcodes.DUP);
        log(m);
        done(m);
    }

    private static void deadCodeInARange(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitLabel(start);
        await(m, 1);
        done(m);
        await(m, 2);
        m.visitInsn(Opcodes.POP);
        fail(m, "never");
        m.visitLabel(end);
        m.visitLabel(handler);
        m.visitInsn(Opcodes.POP);
        await(m, 3);
        done(m);
    }

    private static void coroutineMadeBeforeTheRange(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        coroutine(m, 1);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        coroutine(m, 2);
        m.visitLabel(start);
        await(m);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        await(m);
        m.visitLabel(end);
        done(m);
        m.visitLabel(handler);
        text(m);
        done(m);
    }

    /** Two values meet to be wrapped, and what comes of that meets another value that is wrapped already. */
    private static void completionsThatMeetAndAreStored(MethodVisitor m) {
        var start = new Label();
        var end = new Label();
        var handler = new Label();
        var second = new Label();
        var wrap = new Label();
        var store = new Label();
        m.visitTryCatchBlock(start, end, handler, null);
        m.visitLabel(start);
        await(m, 1);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFEQ, second);
        m.visitLdcInsn("one");
        m.visitJumpInsn(Opcodes.GOTO, wrap);
        m.visitLabel(second);
        await(m, 0);
        intValue(m);
        m.visitJumpInsn(Opcodes.IFNE, wrapOther(m, store));
        await(m, 2);
        m.visitLabel(wrap);
        wrap(m);
        m.visitLabel(store);
        m.visitVarInsn(Opcodes.ASTORE, 1);
        m.visitLabel(end);
        await(m, 3);
        log(m);
        m.visitVarInsn(Opcodes.ALOAD, 1);
        m.visitInsn(Opcodes.ARETURN);
        m.visitLabel(handler);
        log(m);
        await(m, 4);
        done(m);
    }

    /** Jumped to by nobody who has a value; it stands before what follows. */
    private static Label wrapOther(MethodVisitor m, Label store) {
        var before = new Label();
        var here = new Label();
        m.visitJumpInsn(Opcodes.GOTO, before);
        m.visitLabel(here);
        m.visitMethodInsn(Opcodes.INVOKESTATIC, "io/heddle/Coroutines", "done", "()Lio/heddle/Coroutine;", false);
        m.visitJumpInsn(Opcodes.GOTO, store);
        m.visitLabel(before);
        return here;
    }
}
