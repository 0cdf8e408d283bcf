package io.heddle.instrumenter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;

class ReturnKindTest {
    @Test
    void theReturnTypeDecides() {
        assertThat(ReturnKind.of("(I)Lio/heddle/Coroutine;")).isEqualTo(ReturnKind.COROUTINE);
        assertThat(ReturnKind.of("()Lio/heddle/Task;")).isEqualTo(ReturnKind.TASK);
        assertThat(ReturnKind.of("()Ljava/util/concurrent/CompletableFuture;")).isEqualTo(ReturnKind.FUTURE);
        assertThat(ReturnKind.of("()Ljava/util/concurrent/CompletionStage;")).isEqualTo(ReturnKind.STAGE);
    }

    @Test
    void otherTypesHaveNoKind() {
        assertThat(ReturnKind.of("()V")).isNull();
        assertThat(ReturnKind.of("()[Lio/heddle/Coroutine;")).isNull();
        assertThat(ReturnKind.of("(Lio/heddle/Coroutine;)Lio/heddle/Promise;")).isNull();
        assertThatThrownBy(() -> ReturnKind.ofAsync("()I"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no async method has the descriptor ()I");
    }

    @Test
    void eachKindHasItsOwnCompletions() {
        var done = instruction("INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;");
        var doneNothing = instruction("INVOKESTATIC io/heddle/Coroutines.done ()Lio/heddle/Coroutine;");
        var completed = instruction("INVOKESTATIC io/heddle/Task.completed (Ljava/lang/Object;)Lio/heddle/Task;");
        var future = instruction("INVOKESTATIC java/util/concurrent/CompletableFuture.completedFuture"
                + " (Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;");
        var stage = instruction("INVOKESTATIC java/util/concurrent/CompletableFuture.completedStage"
                + " (Ljava/lang/Object;)Ljava/util/concurrent/CompletionStage;");

        assertThat(ReturnKind.COROUTINE.isCompletion(done)).isTrue();
        assertThat(ReturnKind.COROUTINE.isCompletion(doneNothing)).isTrue();
        assertThat(ReturnKind.COROUTINE.isCompletion(completed)).isFalse();
        assertThat(ReturnKind.TASK.isCompletion(completed)).isTrue();
        assertThat(ReturnKind.TASK.isCompletion(done)).isFalse();
        assertThat(ReturnKind.FUTURE.isCompletion(future)).isTrue();
        assertThat(ReturnKind.STAGE.isCompletion(future)).isTrue();
        assertThat(ReturnKind.STAGE.isCompletion(stage)).isTrue();
        assertThat(ReturnKind.STAGE.isCompletion(done)).isFalse();
        assertThat(ReturnKind.COROUTINE.isCompletion(instruction("ACONST_NULL")))
                .isFalse();
        assertThat(ReturnKind.COROUTINE.isCompletion(
                        instruction("INVOKESTATIC x/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;")))
                .isFalse();
    }

    @Test
    void whatWrapsIsACompletion() {
        for (var kind : ReturnKind.values()) {
            assertThat(kind.isCompletion(kind.wrapping())).isTrue();
        }
    }

    @Test
    void aTaskIsCompletedAsATaskAndAllElseAsACoroutine() {
        assertThat(ReturnKind.TASK.completing()).isEqualTo("completeTask");
        assertThat(ReturnKind.COROUTINE.completing()).isEqualTo("complete");
        assertThat(ReturnKind.STAGE.completing()).isEqualTo("complete");
    }

    @Test
    void stagesAreAwaitedAsStages() {
        assertThat(ReturnKind.TASK.awaiting().desc).isEqualTo("(Lio/heddle/Awaitable;)Ljava/lang/Object;");
        assertThat(ReturnKind.STAGE.awaiting().desc)
                .isEqualTo("(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;");
        assertThat(ReturnKind.FUTURE.isStage()).isTrue();
        assertThat(ReturnKind.COROUTINE.isStage()).isFalse();
    }

    private static AbstractInsnNode instruction(String text) {
        var method = MethodFixture.assemble("static m()V", text);
        assertThat(MethodDump.of(method)).isEqualTo(text + "\n");
        return method.instructions.getFirst();
    }
}
