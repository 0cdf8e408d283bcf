package io.heddle.instrumenter.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.Box;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which calls of {@code done} complete the body, and whether all of them box what they complete with. */
class CompletionTest {
    @Test
    void aCallOfDoneThatIsReturnedAtOnceIsACompletion() {
        assertThat(completions("Coroutine<Integer> m(int i) { return done(i); }"))
                .isEqualTo(1);
        assertThat(completions("Coroutine<Void> m() { return done(); }")).isEqualTo(1);
        assertThat(completions("Coroutine<?> m(int i) { return i > 0 ? i > 9 ? done(i) : done() : done(null); }"))
                .isEqualTo(3);
        assertThat(completions("""
                Coroutine<?> m(int i) { return switch (i) { case 0 -> done(i); case 1 -> done("x"); default -> null; }; }
                """)).isEqualTo(2);
    }

    @Test
    void eachReturnTypeHasItsOwnCompletions() {
        assertThat(completions("Task<Integer> m(int i) { return i > 0 ? Task.completed(i) : null; }"))
                .isEqualTo(1);
        assertThat(completions("CompletableFuture<Integer> m(int i) { return CompletableFuture.completedFuture(i); }"))
                .isEqualTo(1);
        assertThat(completions("CompletionStage<Integer> m(int i) { return CompletableFuture.completedStage(i); }"))
                .isEqualTo(1);
        assertThat(completions("CompletionStage<?> m(int i) { done(i); return null; }"))
                .isZero();
    }

    @Test
    void aCallOfDoneThatGoesElsewhereIsNone() {
        assertThat(completions("Coroutine<?> m(int i) { var c = done(i); return c; }"))
                .isZero();
        assertThat(completions("Coroutine<?> m(int i) { try { return done(i); } finally { hashCode(); } }"))
                .isZero();
        assertThat(completions("Coroutine<?> m(int i) { return Objects.requireNonNull(done(i)); }"))
                .isZero();
    }

    @Test
    void theResultIsRawWhereEveryCompletionBoxesOnTheSpot() {
        assertThat(raw("Coroutine<Integer> m(int i) { return done(i); }")).isEqualTo(Box.INTEGER);
        assertThat(raw("Coroutine<Integer> m(int i) { if (i > 0) return done(i); throw new Error(); }"))
                .isEqualTo(Box.INTEGER);
        assertThat(raw("Coroutine<Long> m(long i) { return i > 0 ? done(i) : done(-i); }"))
                .isEqualTo(Box.LONG);
        assertThat(raw("Coroutine<Boolean> m(int i) { return done(i > 0); }")).isEqualTo(Box.BOOLEAN);
        assertThat(raw("Coroutine<Character> m(char c) { return done(c); }")).isEqualTo(Box.CHARACTER);
    }

    @Test
    void theResultIsAnObjectWhereOneCompletionGivesAnythingElse() {
        assertThat(raw("Coroutine<Integer> m(int i) { return i > 0 ? done(i) : done(null); }"))
                .isNull();
        assertThat(raw("Coroutine<Integer> m(Integer i) { return done(i); }")).isNull();
        assertThat(raw("Coroutine<Integer> m(int i) { return i > 0 ? done(i) : m(0); }"))
                .isNull();
        assertThat(raw("Coroutine<? extends Number> m(int i) { return i > 0 ? done(i) : done((long) i); }"))
                .isNull();
        assertThat(
                        raw(
                                "Coroutine<Object> m(int i) { return done((Object) (i > 0 ? (Object) i : Integer.valueOf(0))); }"))
                .isNull();
        assertThat(raw("Coroutine<Integer> m(int i) { while (true) { i++; } }")).isNull();
    }

    private static int completions(String members) {
        return CompletionFinder.find(MethodFixture.method(MethodFixture.compile(members), "m"))
                .size();
    }

    private static @Nullable Box raw(String members) {
        return RawResultAnalysis.of(NormalMethod.of(MethodFixture.method(MethodFixture.compile(members), "m")));
    }
}
