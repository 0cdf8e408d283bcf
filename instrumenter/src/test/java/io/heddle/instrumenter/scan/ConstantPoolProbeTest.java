package io.heddle.instrumenter.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.JavaSources;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConstantPoolProbeTest {
    @Test
    void seesAClassThatCallsTheRuntime() {
        assertThat(mentionsHeddle("class A { void m() { io.heddle.Coroutines.done(); } }"))
                .isTrue();
    }

    @Test
    void seesAnAnnotationAlone() {
        assertThat(mentionsHeddle("abstract class A { @io.heddle.Async abstract void m(); }"))
                .isTrue();
    }

    @Test
    void getsPastEveryKindOfConstant() {
        assertThat(mentionsHeddle("""
                        abstract class A {
                            static final long LONG = 5_000_000_000L;
                            static final double DOUBLE = 1.5;
                            static final float FLOAT = 1.5f;
                            static final int INT = 1_000_000;
                            Runnable r = () -> System.out.println("a" + LONG + hashCode());
                            Class<?> c = A.class;
                            Comparable<A> i = null;
                            int j = i.compareTo(this);
                            abstract io.heddle.Coroutine<Void> zzz();
                        }
                        """)).isTrue();
    }

    @Test
    void passesOverAClassThatDoesNotMentionIt() {
        assertThat(mentionsHeddle("class A { String heddle = \"io/heddl\" + hashCode() + 5_000_000_000L; }"))
                .isFalse();
    }

    @Test
    void passesOverWhatIsNoClassFile() {
        var classFile = classFile("class A { void m() { io.heddle.Coroutines.done(); } }");

        assertThat(ConstantPoolProbe.mentionsHeddle(new byte[0])).isFalse();
        assertThat(ConstantPoolProbe.mentionsHeddle("some text of some length".getBytes(UTF_8)))
                .isFalse();
        for (var length = 0; length < 40; length++) {
            assertThat(ConstantPoolProbe.mentionsHeddle(Arrays.copyOf(classFile, length)))
                    .isFalse();
        }
    }

    private static boolean mentionsHeddle(String source) {
        return ConstantPoolProbe.mentionsHeddle(classFile(source));
    }

    private static byte[] classFile(String source) {
        return requireNonNull(JavaSources.of(source).compile().get("A"));
    }
}
