package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;

class KotlinUseExpanderTest {
    private static final String HELPER =
            "INVOKESTATIC kotlin/jdk7/AutoCloseableKt.closeFinally (Ljava/lang/AutoCloseable;Ljava/lang/Throwable;)V\n";

    /** As kotlinc makes it of {@code r.use { body() }}. */
    private static final String USE = """
            TRYCATCHBLOCK L0 L1 L2 java/lang/Throwable
            TRYCATCHBLOCK L0 L1 L3 null
            TRYCATCHBLOCK L2 L3 L3 null
            ALOAD 0
            CHECKCAST java/lang/AutoCloseable
            ASTORE 1
            ACONST_NULL
            ASTORE 2
            L0
            INVOKESTATIC A.body ()V
            L1
            ALOAD 1
            ALOAD 2
            CLOSE
            ACONST_NULL
            ARETURN
            L2
            FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable N] [java/lang/Throwable]
            ASTORE 3
            ALOAD 3
            ASTORE 2
            ALOAD 3
            ATHROW
            L3
            FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable java/lang/Throwable] [java/lang/Throwable]
            ASTORE 3
            ALOAD 1
            ALOAD 2
            CLOSE
            ALOAD 3
            ATHROW
            """.replace("CLOSE\n", HELPER);

    @Test
    void eachWayOutClosesByItselfAsInATryWithResources() {
        assertThat(expand("static m(Lio/heddle/AsyncCloseable;)Lio/heddle/Coroutine;", USE))
                .isEqualTo("""
                        TRYCATCHBLOCK L0 L1 L2 null
                        TRYCATCHBLOCK L3 L4 L5 java/lang/Throwable
                        TRYCATCHBLOCK L3 L4 L6 null
                        TRYCATCHBLOCK L5 L6 L6 null
                        ALOAD 0
                        CHECKCAST java/lang/AutoCloseable
                        ASTORE 1
                        ACONST_NULL
                        ASTORE 2
                        L3
                        INVOKESTATIC A.body ()V
                        L4
                        ALOAD 1
                        ALOAD 2
                        POP
                        ASTORE 4
                        ALOAD 4
                        IFNULL L7
                        ALOAD 4
                        INVOKEINTERFACE io/heddle/AsyncCloseable.close ()V (itf)
                        L7
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable N] []
                        ACONST_NULL
                        ARETURN
                        L5
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable N] [java/lang/Throwable]
                        ASTORE 3
                        ALOAD 3
                        ASTORE 2
                        ALOAD 3
                        ATHROW
                        L6
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable java/lang/Throwable] [java/lang/Throwable]
                        ASTORE 3
                        ALOAD 1
                        ALOAD 2
                        POP
                        ASTORE 4
                        ALOAD 4
                        IFNULL L8
                        L0
                        ALOAD 4
                        INVOKEINTERFACE io/heddle/AsyncCloseable.close ()V (itf)
                        L1
                        GOTO L8
                        L2
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable java/lang/Throwable java/lang/Throwable] [java/lang/Throwable]
                        ALOAD 3
                        SWAP
                        INVOKESTATIC kotlin/ExceptionsKt.addSuppressed (Ljava/lang/Throwable;Ljava/lang/Throwable;)V
                        L8
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/AutoCloseable java/lang/Throwable java/lang/Throwable] []
                        ALOAD 3
                        ATHROW
                        """);
    }

    @Test
    void otherResourcesAreClosedByTheHelperAsEver() {
        var header = "static m(Ljava/io/InputStream;)Lio/heddle/Coroutine;";
        var use = USE.replace("io/heddle/AsyncCloseable", "java/io/InputStream");

        assertThat(expand(header, use)).isEqualTo(MethodDump.of(MethodFixture.assemble(header, use)));
    }

    /** Nothing would tell which exception the close comes after. */
    @Test
    void aHelperThatIsGivenAnExceptionAndThenReturnsIsRefused() {
        var use = USE.replace(HELPER + "ALOAD 3\nATHROW", HELPER + "ACONST_NULL\nARETURN");

        assertThatThrownBy(() -> expand("static m(Lio/heddle/AsyncCloseable;)Lio/heddle/Coroutine;", use))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m(Lio/heddle/AsyncCloseable;)Lio/heddle/Coroutine; calls closeFinally of Kotlin's use in a"
                        + " way that no compiler does");
    }

    private static String expand(String header, String listing) {
        var original = MethodFixture.assemble(header, listing);
        var expander = new KotlinUseExpander("A", new TypeLattice(Classes.onClassPath()));
        return MethodDump.of(expander.expand(original));
    }
}
