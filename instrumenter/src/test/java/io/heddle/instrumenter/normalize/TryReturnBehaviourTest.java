package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Compiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A {@code return} inside a try runs what it returns there, whatever stands between it and the method's end. */
class TryReturnBehaviourTest {
    @ParameterizedTest
    @EnumSource
    void isCaughtThere(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("bad"); } catch (IllegalStateException e) { log("caught"); return cold("other"); }
                }
                """)).isEqualTo("bad, caught, other -> other");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeTheFinally(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("good"); } finally { log("finally"); }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeAFinallyThatBranches(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return cold("good"); } finally { for (int i = 0; i < 2; i++) { if (i > 0) log("finally"); } }
                }
                """)).isEqualTo("good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void runsBeforeAllFinallysAndInsideTheOuterTry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        try {
                            try { return cold("bad"); } finally { log("inner"); }
                        } finally { log("middle"); }
                    } catch (IllegalStateException e) { log("caught"); return cold("other"); } finally { log("outer"); }
                }
                """)).isEqualTo("bad, inner, middle, caught, other, outer -> other");
    }

    @ParameterizedTest
    @EnumSource
    void runsWhileResourcesAreOpen(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try (Resource a = new Resource("a"); Resource b = new Resource("b")) { return cold("good"); }
                }
                """)).isEqualTo("open a, open b, good, close b, close a -> good");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try (Resource a = new Resource("a")) { return cold("bad"); }
                    catch (IllegalStateException e) { log("caught"); return cold("other"); }
                    finally { log("finally"); }
                }
                """)).isEqualTo("open a, bad, close a, caught, other, finally -> other");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfAConditionalExpressionIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    return first(true, true);
                }
                static Coroutine<String> first(boolean a, boolean b) {
                    try { return a ? b ? cold("bad") : cold("x") : cold("y"); }
                    catch (IllegalStateException e) { return second(false, false); }
                }
                static Coroutine<String> second(boolean a, boolean b) {
                    try { return a ? b ? cold("x") : cold("y") : cold("bad z"); }
                    catch (IllegalStateException e) { return cold("other"); }
                }
                """)).isEqualTo("bad, bad z, other -> other");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfAConditionalExpressionIsAwaitedBeforeTheFinally(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return i == 0 ? cold("bad") : i == 1 ? cold("worse").getClass() == null ? null : cold("good") : null; }
                        catch (IllegalStateException e) { log("retry"); }
                        finally { log("finally"); }
                    }
                }
                """)).isEqualTo("bad, retry, finally, good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void eachArmOfASwitchExpressionIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        return switch (log.length()) {
                            case 1 -> cold("x");
                            case 0 -> { log("arm"); yield cold("bad"); }
                            default -> cold("y");
                        };
                    } catch (IllegalStateException e) { return cold("other"); } finally { log("finally"); }
                }
                """)).isEqualTo("arm, bad, other, finally -> other");
    }

    @ParameterizedTest
    @EnumSource
    void aTryInASwitchExpressionIsATry(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        return switch (log.length()) {
                            case 0 -> { try { yield cold("good"); } finally { log("inner"); } }
                            default -> null;
                        };
                    } finally { log("outer"); }
                }
                """)).isEqualTo("good, inner, outer -> good");
    }

    @ParameterizedTest
    @EnumSource
    void everyRoundOfARetryIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return cold(i < 2 ? "bad " + i : "good"); }
                        catch (IllegalStateException e) { log("retry"); }
                    }
                }
                """)).isEqualTo("bad 0, retry, bad 1, retry, good -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aFinallyThatEndsTheRoundOverridesTheResult(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                @SuppressWarnings("finally")
                static Coroutine<String> m() {
                    for (int i = 0; ; i++) {
                        try { return cold("good " + i); }
                        finally { if (i == 0) continue; }
                    }
                }
                """)).isEqualTo("good 0, good 1 -> good 1");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableThatIsReturnedInsideTheTryIsAwaited(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y = cold("bad");
                    log("before");
                    try { return y; } catch (IllegalStateException e) { log("caught"); return cold("other"); }
                }
                """)).isEqualTo("before, bad, caught, other -> other");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { Coroutine<String> y = cold("good"); log("made"); return y; } finally { log("finally"); }
                }
                """)).isEqualTo("made, good, finally -> good");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableOfAnInnerTryThatIsReturnedInTheOuterOneIsAwaitedThere(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        Coroutine<String> y;
                        try { y = cold("bad"); } finally { log("inner"); }
                        return y;
                    } catch (IllegalStateException e) { log("caught"); return null; }
                }
                """)).isEqualTo("inner, bad, caught -> null");
    }

    /** Eclipse's compiler pops what is returned, so that it can't be told from a statement. */
    @ParameterizedTest
    @EnumSource(names = "JAVAC")
    void runsWhereAFinallyLeavesInAnotherWay(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    way: try { return cold("bad"); } finally { log("finally"); break way; }
                    return cold("after");
                }
                """)).isEqualTo("bad, finally, after -> after");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try {
                        Coroutine<String> y = cold("good");
                        try { return log.length() == 0 ? y : cold("x"); } finally { log("inner"); }
                    } finally { return cold("other"); }
                }
                """)).isEqualTo("good, inner, other -> other");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    for (int i = 0; i < 2; i++) {
                        try { return i == 0 ? cold("bad") : field; }
                        catch (IllegalStateException e) { field = cold("good"); return field; }
                        finally { if (i < 5) continue; }
                    }
                    return cold("after");
                }
                """)).isEqualTo("bad, good, good, after -> after");
    }

    /** A constant condition has left out what would have read the variable; without debug data, nothing tells its name. */
    @ParameterizedTest
    @EnumSource
    void aKeptCoroutineBeforeATryInsideIsLeftAlone(Compiler compiler) {
        assertThat(LazyProgram.runWithoutNames(compiler, """
                static Coroutine<String> m() {
                    way: try {
                        Coroutine<String> kept = cold("kept");
                        try { log("inner"); } catch (IllegalStateException e) { log("no"); }
                        if (false) { return kept; }
                    } finally { log("finally"); break way; }
                    return cold("after");
                }
                """)).isEqualTo("inner, finally, after -> after");
    }

    @ParameterizedTest
    @EnumSource(names = "JAVAC")
    void whateverIsReturnedRunsWhereAFinallyLeavesInAnotherWay(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                Coroutine<String> cache;
                @SafeVarargs static Coroutine<String>[] array(Coroutine<String>... all) { return all; }
                static Coroutine<String> m() {
                    Coroutine<String> y = null;
                    A a = new A() {};
                    Coroutine<String>[] all = array(cold("first"), cold("second"));
                    Object o = cold("cast");
                    for (int i = 0; ; i++) {
                        try {
                            switch (i) {
                                case 0: return y = cold("variable");
                                case 1: return a.cache = cold("field");
                                case 2: return all[0];
                                case 3: return all[0] = cold("element");
                                case 4: return i == 4 ? (Coroutine<String>) o : all[1];
                                case 5: return switch (i) { case 5 -> all[1]; default -> cold("default"); };
                                default: return cold("last");
                            }
                        } finally { if (i < 6) { continue; } break; }
                    }
                    return cold("after");
                }
                """))
                .isEqualTo("variable, field, first, element, cast, second, last, after -> after");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableThatIsFilledLastBeforeAFinallyLeavesIsNotReturned(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y;
                    for (int i = 0; i < 2; i++) {
                        try { log("try"); y = field = cold("x"); } finally { continue; }
                    }
                    return cold("after");
                }
                """)).isEqualTo("try, try, after -> after");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    String y;
                    for (int i = 0; i < 2; i++) {
                        try { log("try"); y = null; }
                        catch (RuntimeException e) { log("caught"); }
                        finally { continue; }
                    }
                    return cold("after");
                }
                """)).isEqualTo("try, try, after -> after");
    }

    @ParameterizedTest
    @EnumSource
    void nullFailsThere(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return log.length() == 0 ? null : cold("x"); }
                    catch (NullPointerException e) { log("caught"); return cold(e.getMessage()); }
                    finally { log("finally"); }
                }
                """))
                .isEqualTo("caught, an @Async method returned null instead of a coroutine: write `return done();` or"
                        + " `return done(value);`, finally -> an @Async method returned null instead of a coroutine:"
                        + " write `return done();` or `return done(value);`");
    }

    @ParameterizedTest
    @EnumSource
    void anAssignmentKeepsTheCoroutineAndReturnsItsOutcome(Compiler compiler) {
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    try { return field = cold("bad"); } catch (IllegalStateException e) { log("caught"); return field; }
                }
                """))
                .isEqualTo("bad, caught, bad -> java.lang.IllegalStateException: bad");
        assertThat(LazyProgram.run(compiler, """
                Coroutine<String> cache;
                static Coroutine<String> m() { return new A() {}.cached(); }
                Coroutine<String> cached() {
                    try { return this.cache = cold("bad"); }
                    catch (IllegalStateException e) { log("caught"); return cache; }
                    finally { log("finally"); }
                }
                """))
                .isEqualTo("bad, caught, bad, finally -> left by java.lang.IllegalStateException: bad");
        assertThat(LazyProgram.run(compiler, """
                static Coroutine<String> m() {
                    Coroutine<String> y = null;
                    try { return y = cold("bad"); } catch (IllegalStateException e) { log("caught"); return y; }
                }
                """))
                .isEqualTo("bad, caught, bad -> java.lang.IllegalStateException: bad");
    }
}
