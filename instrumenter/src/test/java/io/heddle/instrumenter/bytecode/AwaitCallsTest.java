package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;

class AwaitCallsTest {
    @Test
    void recognisesBothFormsOfAwait() {
        var method = MethodFixture.method(MethodFixture.compile("""
                static void m(Coroutine<?> c, CompletableFuture<?> f) { await(c); await(f); done(); }
                """), "m");

        assertThat(method.instructions.toArray())
                .filteredOn(MethodInsnNode.class::isInstance)
                .extracting(AwaitCalls::isAwait)
                .containsExactly(true, true, false);
        assertThat(method.instructions.toArray())
                .filteredOn(AwaitCalls::isAwait)
                .extracting(AwaitCalls::isAwaitOfStage)
                .containsExactly(false, true);
        assertThat(AwaitCalls.in(method)).isTrue();
    }

    @Test
    void anotherMethodOfThatNameIsNoAwait() {
        var method = MethodFixture.assemble("static m()V", """
                INVOKESTATIC x/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                INVOKEVIRTUAL io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;
                RETURN
                """);

        assertThat(AwaitCalls.in(method)).isFalse();
    }
}
