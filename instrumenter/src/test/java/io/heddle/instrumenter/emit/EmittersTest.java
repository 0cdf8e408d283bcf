package io.heddle.instrumenter.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.MethodPlanner;
import io.heddle.instrumenter.layout.NormalMethod;
import io.heddle.instrumenter.layout.RawResultAnalysis;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.normalize.SpawnSites;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

/** What the emitters write for one method, as listings: where it doesn't suspend, no more than the call and a test. */
class EmittersTest {
    private final ClassNode owner = MethodFixture.compile("""
            @Async Coroutine<Integer> total(int id, Coroutine<Integer> c) {
                try { return done(id + await(c)); }
                catch (IllegalStateException e) { return done(-1); }
            }
            """);

    @Test
    void theStartIsTheBodyAsItWasAndATestBehindTheCall() {
        assertThat(MethodDump.of(StartEmitter.emit(split()))).isEqualTo("""
                        TRYCATCHBLOCK L0 L1 L2 java/lang/IllegalStateException
                        TRYCATCHBLOCK L3 L4 L2 java/lang/IllegalStateException
                        TRYCATCHBLOCK L5 L6 L2 java/lang/IllegalStateException
                        L0
                        ILOAD 1
                        ALOAD 2
                        ALOAD 3
                        INVOKEVIRTUAL io/heddle/Coroutine.$awaitInt (Lio/heddle/rt/Ctx;)I
                        ALOAD 3
                        GETFIELD io/heddle/rt/Ctx.suspending : Z
                        IFNE L3
                        L7
                        FRAME FULL [T T T io/heddle/rt/Ctx] [I I]
                        IADD
                        IRETURN
                        L1
                        L8
                        FRAME FULL [T T T io/heddle/rt/Ctx] [java/lang/IllegalStateException]
                        ASTORE 4
                        ICONST_M1
                        IRETURN
                        L3
                        FRAME FULL [T T T io/heddle/rt/Ctx] [I I]
                        POP
                        ALOAD 3
                        INVOKEVIRTUAL io/heddle/rt/Ctx.settleAtStart ()Ljava/lang/Object;
                        ALOAD 3
                        GETFIELD io/heddle/rt/Ctx.suspending : Z
                        IFEQ L5
                        POP
                        ACONST_NULL
                        ALOAD 3
                        INVOKESTATIC A.total$capture1 (ILA$$total$Frame;Lio/heddle/rt/Ctx;)V
                        L4
                        ICONST_0
                        IRETURN
                        L5
                        FRAME FULL [T T T io/heddle/rt/Ctx] [I java/lang/Object]
                        CHECKCAST java/lang/Integer
                        INVOKEVIRTUAL java/lang/Integer.intValue ()I
                        GOTO L7
                        L6
                        L2
                        FRAME FULL [T T T io/heddle/rt/Ctx] [java/lang/IllegalStateException]
                        DUP
                        ALOAD 3
                        SWAP
                        INVOKEVIRTUAL io/heddle/rt/Ctx.caught (Ljava/lang/Throwable;)V
                        GOTO L8
                        """);
    }

    @Test
    void theResumeReloadsWhatIsLiveAndGoesOnBehindTheAwait() {
        assertThat(MethodDump.of(ResumeEmitter.emit(split()))).isEqualTo("""
                        TRYCATCHBLOCK L0 L1 L2 java/lang/IllegalStateException
                        TRYCATCHBLOCK L3 L4 L2 java/lang/IllegalStateException
                        TRYCATCHBLOCK L5 L6 L2 java/lang/IllegalStateException
                        ALOAD 0
                        GETFIELD io/heddle/rt/CoroutineFrame.state : I
                        TABLESWITCH
                        1: L7
                        default: L8
                        L7
                        FRAME FULL [A$$total$Frame java/lang/Object java/lang/Throwable io/heddle/rt/Ctx] []
                        ALOAD 2
                        IFNONNULL L3
                        ALOAD 0
                        GETFIELD A$$total$Frame.i0 : I
                        ALOAD 1
                        GOTO L5
                        L3
                        FRAME FULL [A$$total$Frame T java/lang/Throwable io/heddle/rt/Ctx] []
                        ALOAD 2
                        ATHROW
                        L4
                        L8
                        FRAME FULL [A$$total$Frame java/lang/Object java/lang/Throwable io/heddle/rt/Ctx] []
                        NEW java/lang/IllegalStateException
                        DUP
                        INVOKESPECIAL java/lang/IllegalStateException.<init> ()V
                        ATHROW
                        L0
                        L9
                        FRAME FULL [A$$total$Frame T T io/heddle/rt/Ctx] [I I]
                        IADD
                        INVOKESTATIC java/lang/Integer.valueOf (I)Ljava/lang/Integer;
                        ARETURN
                        L1
                        L10
                        FRAME FULL [A$$total$Frame T T io/heddle/rt/Ctx] [java/lang/IllegalStateException]
                        ASTORE 7
                        ICONST_M1
                        INVOKESTATIC java/lang/Integer.valueOf (I)Ljava/lang/Integer;
                        ARETURN
                        L5
                        FRAME FULL [A$$total$Frame T T io/heddle/rt/Ctx] [I java/lang/Object]
                        CHECKCAST java/lang/Integer
                        INVOKEVIRTUAL java/lang/Integer.intValue ()I
                        GOTO L9
                        L6
                        L2
                        FRAME FULL [A$$total$Frame T T io/heddle/rt/Ctx] [java/lang/IllegalStateException]
                        DUP
                        ALOAD 3
                        SWAP
                        INVOKEVIRTUAL io/heddle/rt/Ctx.caught (Ljava/lang/Throwable;)V
                        GOTO L10
                        """);
    }

    @Test
    void theCaptureFillsTheFrameOutOfLine() {
        assertThat(CaptureEmitter.methods(split()))
                .singleElement()
                .extracting(MethodDump::of)
                .isEqualTo("""
                        ALOAD 1
                        IFNONNULL L0
                        NEW A$$total$Frame
                        DUP
                        INVOKESPECIAL A$$total$Frame.<init> ()V
                        ASTORE 1
                        L0
                        FRAME FULL [I A$$total$Frame io/heddle/rt/Ctx] []
                        ALOAD 1
                        ILOAD 0
                        PUTFIELD A$$total$Frame.i0 : I
                        ALOAD 1
                        ICONST_1
                        PUTFIELD io/heddle/rt/CoroutineFrame.state : I
                        ALOAD 2
                        ALOAD 1
                        INVOKEVIRTUAL io/heddle/rt/Ctx.capture (Lio/heddle/rt/CoroutineFrame;)V
                        RETURN
                        """);
    }

    @Test
    void theFaceOnlyMakesTheColdObject() {
        var face = MethodFixture.method(owner, "total");

        FaceEmitter.emit(face, split().names(), "A.total(A.java:9)");

        assertThat(MethodDump.of(face)).isEqualTo("""
                        NEW A$$total$Call
                        DUP
                        ALOAD 0
                        ILOAD 1
                        ALOAD 2
                        INVOKESPECIAL A$$total$Call.<init> (LA;ILio/heddle/Coroutine;)V
                        ARETURN
                        """);
    }

    @Test
    void aSpawnIsToldWhoRunsTheBody() {
        var spawning = MethodFixture.compile("""
                @Async Coroutine<Integer> total(Coroutine<Integer> c) {
                    return done(await(spawn(c)));
                }
                """);
        var method = new SpawnSites(spawning).mark(MethodFixture.method(spawning, "total"));
        var names = new GeneratedNames("A", false, false, method.name, method.desc, method.name, null, false);
        var plan = new MethodPlanner(Map.of()).plan(NormalMethod.of(method), names);

        assertThat(MethodDump.of(StartEmitter.emit(plan))).contains("""
                LDC "A.total(A.java:8)"
                ALOAD 2
                INVOKESTATIC io/heddle/Coroutine.$spawn (Lio/heddle/Coroutine;Ljava/lang/String;Lio/heddle/rt/Ctx;)Lio/heddle/Task;
                """);
    }

    @Test
    void theCompactBodyIsEnteredAtItsBeginningWithoutAFrame() {
        var body = ResumeEmitter.emitCompact(compact());

        assertThat(body.desc)
                .isEqualTo("(LA;ILio/heddle/Coroutine;LA$$total$Frame;Ljava/lang/Object;Ljava/lang/Throwable;"
                        + "Lio/heddle/rt/Ctx;)Ljava/lang/Object;");
        assertThat(MethodDump.of(body)).contains("ALOAD 3\nIFNULL L8\n").contains("L8\nFRAME FULL [A I ");
    }

    @Test
    void theCompactBodyAsksBeforeTheUsersCodeWhetherItSuspends() {
        var body = MethodDump.of(ResumeEmitter.emitCompact(compact()));

        assertThat(body).containsSubsequence("L5\nFRAME", "Ctx.suspending : Z\nIFEQ L11\nPOP\n", "L8\nFRAME");
        assertThat(body).contains("Ctx.settled (Ljava/lang/Object;)Ljava/lang/Object;\nGOTO L5\nL11\n");
    }

    /** Coverage tools know a {@code finally} by its handler, which must not be a landing pad. */
    @Test
    void theCompactBodyKeepsTheOriginalHandlersBehindTheLandingPads() {
        assertThat(MethodDump.of(ResumeEmitter.emitCompact(compact())))
                .startsWith("TRYCATCHBLOCK L0 L1 L2 ")
                .contains("TRYCATCHBLOCK L0 L1 L7 ", "L7\nFRAME FULL [T T T A$$total$Frame T T io/heddle/rt/Ctx]");
    }

    @Test
    void pointsOfACompactBodyThatSaveTheSameAreCapturedReloadedAndThrowTogether() {
        var node = MethodFixture.compile("""
                @Async static Coroutine<Void> four(Coroutine<Void>[] c, int i) {
                    await(c[i]); await(c[i]); await(c[i]); await(c[i]); c[i] = null;
                    return done();
                }
                """);
        var method = MethodFixture.method(node, "four");
        var names = new GeneratedNames("A", false, true, method.name, method.desc, method.name, null, true);
        var plan = new MethodPlanner(Map.of()).plan(NormalMethod.of(method), names);

        var body = MethodDump.of(ResumeEmitter.emitCompact(plan));

        assertThat(CaptureEmitter.methods(plan))
                .singleElement()
                .extracting(capture -> capture.desc)
                .isEqualTo("(I[Lio/heddle/Coroutine;ILA$$four$Frame;Lio/heddle/rt/Ctx;)V");
        assertThat(body.split("A\\.four\\$capture1 ", -1)).hasSize(2);
        assertThat(body.split("GETFIELD A\\$\\$four\\$Frame\\.l0 ", -1)).hasSize(2);
        assertThat(body.split("ATHROW", -1))
                .as("the failure, and an unknown state")
                .hasSize(3);
        assertThat(body.split("TABLESWITCH", -1))
                .as("to the entries, and behind the awaits")
                .hasSize(3);
    }

    private MethodPlan split() {
        var method = MethodFixture.method(owner, "total");
        return new MethodPlanner(Map.of())
                .plan(NormalMethod.of(method), names().withRawResult(RawResultAnalysis.of(NormalMethod.of(method))));
    }

    private MethodPlan compact() {
        return new MethodPlanner(Map.of())
                .plan(NormalMethod.of(MethodFixture.method(owner, "total")), names().asCompact());
    }

    private GeneratedNames names() {
        var method = MethodFixture.method(owner, "total");
        return new GeneratedNames("A", false, false, method.name, method.desc, method.name, null, false);
    }
}
