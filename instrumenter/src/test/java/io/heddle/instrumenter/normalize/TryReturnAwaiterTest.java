package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class TryReturnAwaiterTest {
    private static final ClassNode OWNER = new ClassNode();
    private static final TypeLattice LATTICE = new TypeLattice(name -> null);

    static {
        OWNER.name = "A";
    }

    @Test
    void awaitsBetweenTheCallAndTheFinally() {
        assertThat(await("static m()Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ASTORE 0
                L1
                INVOKESTATIC A.g ()V
                ALOAD 0
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 1
                INVOKESTATIC A.g ()V
                ALOAD 1
                ATHROW
                """)).isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ASTORE 0
                L1
                INVOKESTATIC A.g ()V
                ALOAD 0
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 1
                INVOKESTATIC A.g ()V
                ALOAD 1
                ATHROW
                """);
    }

    @Test
    void awaitsBehindAnAssignmentThatThePassedValueAlsoGoesTo() {
        assertThat(await("m()Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                L0
                ALOAD 0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                DUP_X1
                PUTFIELD A.cache : Lio/heddle/Coroutine;
                L1
                ARETURN
                L2
                FRAME FULL [A] [java/lang/Exception]
                ATHROW
                """)).contains("""
                PUTFIELD A.cache : Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                L1
                ARETURN
                """);
    }

    @Test
    void awaitsWhereTheRangeEndsThoughTheValueStaysOnTheStack() {
        assertThat(await("static m(Ljava/lang/AutoCloseable;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                L1
                ALOAD 0
                IFNULL L3
                ALOAD 0
                INVOKEINTERFACE java/lang/AutoCloseable.close ()V (itf)
                L3
                FRAME FULL [java/lang/AutoCloseable] [io/heddle/Coroutine]
                ARETURN
                L2
                FRAME FULL [java/lang/AutoCloseable] [java/lang/Throwable]
                ATHROW
                """))
                .contains("""
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                L1
                """);
    }

    @Test
    void awaitsWhereTheWaysJoinIfTheValueIsNotReturnedOnAll() {
        assertThat(await("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                L0
                ALOAD 0
                DUP
                IFNONNULL L3
                POP
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                L3
                FRAME FULL [io/heddle/Coroutine] [io/heddle/Coroutine]
                ARETURN
                L1
                L2
                FRAME FULL [io/heddle/Coroutine] [java/lang/Exception]
                ATHROW
                """))
                .contains("""
                ALOAD 0
                DUP
                IFNONNULL L3
                POP
                """, """
                FRAME FULL [io/heddle/Coroutine] [io/heddle/Coroutine]
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ARETURN
                """);
    }

    @Test
    void refusesAValueThatIsNotReturnedOnAllWaysWhereTheyJoinBehindTheTry() {
        assertThatThrownBy(() -> await("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                L0
                ALOAD 0
                DUP
                IFNONNULL L3
                POP
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                L1
                L3
                FRAME FULL [io/heddle/Coroutine] [io/heddle/Coroutine]
                ARETURN
                L2
                FRAME FULL [io/heddle/Coroutine] [java/lang/Exception]
                ATHROW
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine; returns a value out of a try, but not on every"
                                + " path behind the instruction that gave it");
    }

    @Test
    void awaitsAndWrapsByTheReturnType() {
        assertThat(awaitCallTo("Lio/heddle/Task;")).contains("""
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKESTATIC io/heddle/Task.completed (Ljava/lang/Object;)Lio/heddle/Task;
                """);
        assertThat(awaitCallTo("Ljava/util/concurrent/CompletionStage;")).contains("""
                INVOKESTATIC io/heddle/Coroutines.await (Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;
                INVOKESTATIC java/util/concurrent/CompletableFuture.completedFuture (Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;
                """);
    }

    @Test
    void leavesAMethodAloneThatReturnsNothingOutOfATry() {
        assertStaysTheSame("INVOKESTATIC A.f ()Lio/heddle/Coroutine;\nARETURN");
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.g ()V
                L1
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                """);
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ACONST_NULL
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                L1
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                POP
                ACONST_NULL
                ARETURN
                """);
    }

    /** A finally that always leaves in another way follows a result at once. */
    @Test
    void whatIsStoredAmidATryAndNeverReadIsNoResult() {
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ASTORE 0
                L3
                INVOKESTATIC A.g ()V
                L1
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ARETURN
                """);
    }

    @Test
    void aVariableThatAFinallyReturnsIsNoResultOfTheTry() {
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ASTORE 0
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ASTORE 0
                L1
                ALOAD 0
                ARETURN
                L2
                FRAME FULL [io/heddle/Coroutine] [java/lang/Throwable]
                ASTORE 1
                ALOAD 0
                ARETURN
                """);
    }

    @Test
    void theRangeThatReleasesAMonitorIsNoTry() {
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L2 L3 L2 null
                LDC LA;.class
                DUP
                ASTORE 0
                MONITORENTER
                L0
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ALOAD 0
                MONITOREXIT
                L1
                ARETURN
                L2
                FRAME FULL [java/lang/Class] [java/lang/Throwable]
                ALOAD 0
                MONITOREXIT
                L3
                ATHROW
                """);
    }

    private static void assertStaysTheSame(String listing) {
        var method = MethodFixture.assemble("static m()Lio/heddle/Coroutine;", listing);

        assertThat(new TryReturnAwaiter(OWNER, LATTICE).await(method)).isSameAs(method);
    }

    private static String awaitCallTo(String type) {
        return await("static m()" + type, """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.f ()TYPE
                L1
                ARETURN
                L2
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                """.replace("TYPE", type));
    }

    /** The original must not change: it is woven from the copy. */
    private static String await(String header, String listing) {
        MethodNode original = MethodFixture.assemble(header, listing);
        var before = MethodDump.of(original);
        var after = MethodDump.of(new TryReturnAwaiter(OWNER, LATTICE).await(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }
}
