package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Compiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@code return} that is in no try stays a tail call: what it returns runs when everything else has been done. */
class TailCallBehaviourTest {
    @ParameterizedTest
    @EnumSource
    void aVariableThatIsReturnedBehindTheTryStaysATailCall(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y;
                    try { y = cold("good"); } catch (IllegalStateException e) { return null; }
                    log("behind");
                    return y;
                }
                """)).isEqualTo("behind, good -> good");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y;
                    try { y = cold("good"); } finally { log("finally"); }
                    return y;
                }
                """)).isEqualTo("finally, good -> good");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y;
                    while (true) {
                        try { y = cold("good"); break; } catch (IllegalStateException e) { log("caught"); }
                    }
                    return y;
                }
                """)).isEqualTo("good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aCatchBlockIsNoTry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { throw new IllegalStateException(); }
                    catch (IllegalStateException e) { return tail("caught"); }
                }
                static Coroutine<String> tail(String event) { log(event); return cold("good"); }
                """)).isEqualTo("caught, good -> good");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { throw new IllegalStateException(); }
                    catch (IllegalStateException e) { return cold("good"); }
                    finally { log("finally"); }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aFinallyBlockIsNoTry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                @SuppressWarnings("finally")
                static Coroutine<String> m() {
                    try { log("try"); } finally { Coroutine<String> y = cold("good"); log("finally"); return y; }
                }
                """)).isEqualTo("try, finally, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aSynchronizedBlockIsNoTry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> outcome = locked();
                    log("unlocked");
                    return outcome;
                }
                static Coroutine<String> locked() { synchronized (A.class) { return cold("good"); } }
                """)).isEqualTo("unlocked, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCompleteNeedsNoAwait(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return log.length() == 0 ? done("value") : cold("x"); } finally { log("finally"); }
                }
                """)).isEqualTo("finally -> value");
    }
}
