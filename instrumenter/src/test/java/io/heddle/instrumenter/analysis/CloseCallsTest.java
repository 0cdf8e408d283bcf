package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

class CloseCallsTest {
    @Test
    void aCloseAwaitsOnATypeThatIsAnAsyncCloseable() {
        assertThat(closes("INVOKEINTERFACE io/heddle/AsyncCloseable.close ()V (itf)"))
                .isEqualTo("[io/heddle/AsyncCloseable] {}");
        assertThat(closes("INVOKEINTERFACE io/heddle/AsyncIterator.close ()V (itf)"))
                .isEqualTo("[io/heddle/AsyncIterator] {}");
    }

    @Test
    void otherTypesAreClosedAsEver() {
        assertThat(closes("INVOKEINTERFACE java/lang/AutoCloseable.close ()V (itf)"))
                .isEqualTo("[] {}");
        assertThat(closes("INVOKEVIRTUAL java/io/InputStream.close ()V")).isEqualTo("[] {}");
    }

    @Test
    void whatOnlyLooksLikeItIsNone() {
        assertThat(closes("ICONST_0\nINVOKEINTERFACE io/heddle/AsyncCloseable.close (I)V (itf)"))
                .isEqualTo("[] {}");
        assertThat(closes("INVOKEINTERFACE io/heddle/AsyncCloseable.toString ()V (itf)"))
                .isEqualTo("[] {}");
    }

    @Test
    void aMissingClassIsNamedWhereItWouldTell() {
        assertThat(closes("INVOKEVIRTUAL com/example/Missing.close ()V"))
                .isEqualTo("[] {com/example/Missing=com/example/Missing}");
    }

    @Test
    void theHelperOfKotlinsUseAwaitsWhereItIsGivenAnAsyncCloseable() {
        assertThat(uses("io/heddle/AsyncIterator")).isEqualTo("[kotlin/jdk7/AutoCloseableKt] {}");
        assertThat(uses("java/io/InputStream")).isEqualTo("[] {}");
        assertThat(uses("com/example/Missing")).isEqualTo("[] {kotlin/jdk7/AutoCloseableKt=com/example/Missing}");
    }

    /** Kotlin knows the resource as what its helper takes. */
    private static String uses(String type) {
        return closes(MethodFixture.assemble("static m(L" + type + ";)V", """
                ALOAD 0
                CHECKCAST java/lang/AutoCloseable
                ASTORE 1
                ALOAD 1
                ACONST_NULL
                INVOKESTATIC kotlin/jdk7/AutoCloseableKt.closeFinally (Ljava/lang/AutoCloseable;Ljava/lang/Throwable;)V
                RETURN
                """));
    }

    private static String closes(String call) {
        return closes(MethodFixture.assemble("static m()V", "ACONST_NULL\n" + call + "\nRETURN"));
    }

    private static String closes(MethodNode method) {
        var closes = CloseCalls.of("A", method, new TypeLattice(Classes.onClassPath()));
        var undecided = new StringBuilder("{");
        closes.undecided()
                .forEach((each, missing) ->
                        undecided.append(each.owner).append('=').append(missing));
        return closes.awaiting().stream().map(each -> each.owner).toList() + " " + undecided.append('}');
    }
}
