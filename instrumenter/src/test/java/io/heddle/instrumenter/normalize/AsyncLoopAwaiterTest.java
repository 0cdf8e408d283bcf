package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;

class AsyncLoopAwaiterTest {
    private static final AsyncLoopAwaiter AWAITER = new AsyncLoopAwaiter("A", new TypeLattice(Classes.onClassPath()));

    @Test
    void aNamedIteratorIsAskedAndNotClosed() {
        assertThat(await("static m(Lio/heddle/AsyncIterator;)V", """
                ALOAD 0
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                POP
                RETURN
                """)).isEqualTo("""
                ALOAD 0
                INVOKEINTERFACE io/heddle/AsyncIterator.hasNextAsync ()Lio/heddle/Coroutine; (itf)
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                CHECKCAST java/lang/Boolean
                INVOKEVIRTUAL java/lang/Boolean.booleanValue ()Z
                POP
                RETURN
                """);
    }

    @Test
    void aLoopIsClosedOnEachWayOutButExhaustion() {
        assertThat(await("static m(Lio/heddle/AsyncIterable;)Lio/heddle/Coroutine;", """
                ALOAD 0
                INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Lio/heddle/AsyncIterator; (itf)
                ASTORE 1
                L0
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] []
                ALOAD 1
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                IFEQ L2
                ALOAD 1
                INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
                ASTORE 2
                ALOAD 2
                IFNULL L2
                ALOAD 2
                INVOKESTATIC A.f (Ljava/lang/Object;)Z
                IFEQ L0
                ALOAD 2
                INVOKESTATIC A.g (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ARETURN
                L2
                FRAME FULL [io/heddle/AsyncIterable] []
                ACONST_NULL
                ARETURN
                """))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L3 L4 L5 null
                ALOAD 0
                INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Lio/heddle/AsyncIterator; (itf)
                ASTORE 1
                L6
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] []
                L3
                ALOAD 1
                INVOKEINTERFACE io/heddle/AsyncIterator.hasNextAsync ()Lio/heddle/Coroutine; (itf)
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                CHECKCAST java/lang/Boolean
                INVOKEVIRTUAL java/lang/Boolean.booleanValue ()Z
                IFEQ L7
                ALOAD 1
                INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
                ASTORE 2
                ALOAD 2
                IFNULL L8
                ALOAD 2
                INVOKESTATIC A.f (Ljava/lang/Object;)Z
                IFEQ L6
                ALOAD 2
                INVOKESTATIC A.g (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ASTORE 3
                GOTO L9
                L4
                L8
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator java/lang/Object] []
                ALOAD 1
                INVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync ()Lio/heddle/Coroutine; (itf)
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                POP
                GOTO L7
                L9
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator java/lang/Object io/heddle/Coroutine] []
                ALOAD 1
                INVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync ()Lio/heddle/Coroutine; (itf)
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                POP
                ALOAD 3
                ARETURN
                L5
                FRAME FULL [T java/util/Iterator] [java/lang/Throwable]
                ASTORE 3
                L0
                ALOAD 1
                ALOAD 3
                INVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync (Ljava/lang/Throwable;)Lio/heddle/Coroutine; (itf)
                INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                LDC "closeAsync(Throwable) of an AsyncIterator completed with null, and not with the exception that the loop is left by"
                INVOKESTATIC java/util/Objects.requireNonNull (Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;
                CHECKCAST java/lang/Throwable
                L1
                ATHROW
                L2
                FRAME FULL [T java/util/Iterator T java/lang/Throwable] [java/lang/Throwable]
                ASTORE 4
                ALOAD 4
                ALOAD 3
                IF_ACMPEQ L10
                ALOAD 3
                ALOAD 4
                INVOKEVIRTUAL java/lang/Throwable.addSuppressed (Ljava/lang/Throwable;)V
                L10
                FRAME FULL [T java/util/Iterator T java/lang/Throwable] []
                ALOAD 3
                ATHROW
                L7
                FRAME FULL [io/heddle/AsyncIterable] []
                ACONST_NULL
                ARETURN
                """);
    }

    /** As Eclipse's compiler writes them. */
    private static final String ASKING_AT_ITS_END = """
            TRYCATCHBLOCK L5 L6 L7 java/lang/Exception
            L5
            ALOAD 0
            INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Ljava/util/Iterator; (itf)
            ASTORE 1
            GOTO L1
            L0
            FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] []
            ALOAD 1
            INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
            ASTORE 2
            ALOAD 2
            IFNULL L3
            L1
            FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] []
            ALOAD 1
            INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
            IFNE L0
            INVOKESTATIC A.behind ()V
            L6
            GOTO L3
            L7
            FRAME FULL [io/heddle/AsyncIterable] [java/lang/Exception]
            POP
            L3
            FRAME FULL [io/heddle/AsyncIterable] []
            RETURN
            """;

    @Test
    void aLoopThatAsksAtItsEndGoesRoundWhatIsAdded() {
        assertThat(await("static m(Lio/heddle/AsyncIterable;)V", ASKING_AT_ITS_END))
                .contains("""
                IFNE L10
                L4
                GOTO L12
                L11
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator java/lang/Object] []
                """, """
                ATHROW
                L12
                FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] []
                INVOKESTATIC A.behind ()V
                """);
    }

    @Test
    void theHandlersOfALoopComeBeforeThoseAroundItAndGiveThemWhatTheyAskFor() {
        assertThat(await("static m(Lio/heddle/AsyncIterable;)V", ASKING_AT_ITS_END))
                .startsWith("""
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L3 L4 L5 null
                TRYCATCHBLOCK L6 L7 L8 java/lang/Exception
                """)
                .contains("FRAME FULL [io/heddle/AsyncIterable java/util/Iterator] [java/lang/Throwable]\nASTORE 3\n");
    }

    @Test
    void theTryRangesAndVariablesOfTheBodyDontReachWhatIsAdded() {
        var method =
                MethodFixture.assemble("static m(Lio/heddle/AsyncIterable;)V", """
                TRYCATCHBLOCK L2 L3 L4 java/lang/Exception
                ALOAD 0
                INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Lio/heddle/AsyncIterator; (itf)
                ASTORE 1
                ALOAD 1
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                IFEQ L5
                ALOAD 1
                INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
                POP
                GOTO L2
                L4
                FRAME FULL [io/heddle/AsyncIterable io/heddle/AsyncIterator] [java/lang/Exception]
                POP
                GOTO L5
                L2
                FRAME FULL [io/heddle/AsyncIterable io/heddle/AsyncIterator] []
                INVOKESTATIC A.f ()V
                GOTO L5
                L3
                L5
                FRAME FULL [io/heddle/AsyncIterable] []
                RETURN
                """.replace("RETURN\nL", "GOTO L5\nL")
                        .replace("GOTO L5\nL3", "GOTO L5\nL3"));
        var start = new LabelNode();
        var end = new LabelNode();
        method.instructions.insert(start);
        method.instructions.add(end);
        method.localVariables = List.of(new LocalVariableNode("x", "Ljava/lang/Object;", null, start, end, 0));

        var awaited = AWAITER.await(method);

        assertThat(MethodDump.of(awaited)).startsWith("""
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                TRYCATCHBLOCK L3 L4 L5 null
                TRYCATCHBLOCK L6 L7 L8 null
                """).contains("INVOKESTATIC A.f ()V\nGOTO L11\nL7\nL1\nL10\n");
        assertThat(awaited.localVariables).hasSize(2);
    }

    @Test
    void aFinallyThatOnlyThrowsOnStaysWhereItIs() {
        assertThat(await("static m(Lio/heddle/AsyncIterable;)V", """
                        TRYCATCHBLOCK L1 L2 L3 null
                        ALOAD 0
                        INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Lio/heddle/AsyncIterator; (itf)
                        ASTORE 1
                        L0
                        FRAME FULL [io/heddle/AsyncIterable io/heddle/AsyncIterator] []
                        ALOAD 1
                        INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                        IFEQ L4
                        ALOAD 1
                        INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
                        L1
                        INVOKESTATIC A.f (Ljava/lang/Object;)V
                        L2
                        GOTO L0
                        L3
                        FRAME FULL [io/heddle/AsyncIterable] [java/lang/Throwable]
                        ASTORE 1
                        INVOKESTATIC A.cleanUp ()V
                        ALOAD 1
                        ATHROW
                        L4
                        FRAME FULL [io/heddle/AsyncIterable] []
                        RETURN
                        """)).containsOnlyOnce("INVOKESTATIC A.cleanUp ()V");
    }

    @Test
    void anIteratorWhoseLocalIsUsedAgainHasAnotherOneToBeClosedFrom() {
        assertThat(await("static m(Lio/heddle/AsyncIterable;)V", """
                        ALOAD 0
                        INVOKEINTERFACE io/heddle/AsyncIterable.iterator ()Lio/heddle/AsyncIterator; (itf)
                        ASTORE 1
                        ALOAD 1
                        INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                        IFEQ L5
                        ALOAD 1
                        INVOKEINTERFACE java/util/Iterator.next ()Ljava/lang/Object; (itf)
                        POP
                        ICONST_0
                        ISTORE 1
                        INVOKESTATIC A.f ()V
                        L5
                        FRAME FULL [io/heddle/AsyncIterable] []
                        RETURN
                        """))
                .contains(
                        "DUP\nASTORE 2\nASTORE 1\n",
                        "ALOAD 2\nINVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync ()",
                        "ALOAD 2\nALOAD 3\nINVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync (Ljava/lang/Throwable;)");
    }

    @Test
    void leavesAMethodAloneThatHasNoSuchLoop() {
        var method = MethodFixture.assemble("static m(Ljava/util/Iterator;)V", """
                ALOAD 0
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                POP
                RETURN
                """);

        assertThat(AWAITER.await(method)).isSameAs(method);
    }

    /** The original must not change: it is woven from the copy. */
    private static String await(String header, String listing) {
        var original = MethodFixture.assemble(header, listing);
        var before = MethodDump.of(original);
        var after = MethodDump.of(AWAITER.await(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }
}
