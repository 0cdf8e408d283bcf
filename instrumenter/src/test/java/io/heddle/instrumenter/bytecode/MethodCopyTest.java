package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodCopyTest {
    @Test
    void isEqualAndSharesNothing() {
        var method = MethodFixture.method(MethodFixture.compile("""
                <T> Coroutine<T> m(List<T> list, int n) throws java.io.IOException {
                    try { for (T each : list) { if (n-- == 0) return done(each); } } catch (RuntimeException e) { n++; }
                    return null;
                }
                """), "m");
        var copy = MethodCopy.of(method);

        assertThat(MethodDump.of(copy)).isEqualTo(MethodDump.of(method));
        assertThat(copy.instructions.size()).isEqualTo(method.instructions.size());
        assertThat(copy.exceptions).isEqualTo(method.exceptions);
        assertThat(copy.signature).isEqualTo(method.signature);
        assertThat(copy.access).isEqualTo(method.access);
        assertThat(copy.maxLocals).isEqualTo(method.maxLocals);
        assertThat(copy.localVariables).hasSameSizeAs(method.localVariables);
        var shared = new HashSet<>(List.of(copy.instructions.toArray()));
        shared.retainAll(List.of(method.instructions.toArray()));
        assertThat(shared).isEmpty();
    }
}
