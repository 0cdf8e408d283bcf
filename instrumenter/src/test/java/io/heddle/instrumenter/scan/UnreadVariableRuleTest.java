package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;

class UnreadVariableRuleTest {
    private static final String F = "static Coroutine<Void> f(int n) { return done(); }\n";

    @Test
    void aVariableThatHoldsACoroutineIsRead() {
        assertThat(RuleTester.check("""
                                void m() {
                                    Coroutine<Void> first = f(1);
                                    spawn(f(2));
                                }
                                static Coroutine<Void> f(int n) { return done(); }
                                """)).isEqualTo("""
                        A.java:4: error: [HED012] `m` never reads `first`, which holds the coroutine that `f(..)` returns
                            Coroutine<Void> first = f(1);
                                            ^
                          Nothing runs until it is awaited or spawned, so this call does nothing.
                          Write `await(first)` or `spawn(first)` where it is to run; begin its name with `unused` if it is not.
                        """);
    }

    @Test
    void aVariableThatIsOverwrittenUnreadCountsToo() {
        assertThat(RuleTester.check(F + "void m() {\nvar c = f(1);\nc = f(2);\nspawn(c);\n}"))
                .contains("A.java:5: error: [HED012] `m` never reads `c`, which")
                .doesNotContain("A.java:6");
    }

    @Test
    void aCopyInAnotherVariableIsNoUse() {
        assertThat(RuleTester.check(F + "void m() {\nvar c = f(1);\nvar d = c;\nspawn(f(2));\n}"))
                .contains("A.java:5: error: [HED012] `m` never reads `c`, which");
    }

    @Test
    void aVariableThatIsReturnedBeforeAFinallyThatLeavesOtherwiseIsAwaited() {
        assertThat(
                        RuleTester.check(
                                F
                                        + "@Async static Coroutine<Void> m() { var c = f(1); l: try { return c; } finally { break l; } return done(); }"))
                .isEmpty();
    }

    @Test
    void aNameThatSaysSoIsMeant() {
        assertThat(RuleTester.check(F + "void m() { var unused = f(1); var ignoredToo = f(2); spawn(f(3)); }"))
                .isEmpty();
    }

    @Test
    void aVariableReadOnOnePathIsFine() {
        assertThat(RuleTester.check(F + "void m(boolean b) { var c = f(1); if (b) { spawn(c); } }"))
                .isEmpty();
    }

    @Test
    void aVariableThatIsFilledInAFinallyIsReadBehindIt() {
        assertThat(RuleTester.check(F
                        + "void g() {}\nvoid m() { Coroutine<Void> c; try { g(); } finally { c = f(1); } spawn(c); }"))
                .isEmpty();
    }

    @Test
    void aVariableThatIsFilledInAFinallyAndNeverReadIsReported() {
        assertThat(RuleTester.check(
                        F + "void g() {}\nvoid m() {\nCoroutine<Void> c;\ntry { g(); } finally {\nc = f(1);\n}\n}"))
                .contains("A.java:8: error: [HED012] `m` never reads `c`, which");
    }

    @Test
    void aVariableWhoseBlockEndsAtOnceIsNamedByTheSource() {
        var members = F + "void m(boolean b) {\nif (b) {\nvar lost = f(1);\n}\nif (b) {\nvar unused = f(2);\n}\n}";

        assertThat(RuleTester.check(members).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:6: error: [HED012] `m` never reads `lost`, which holds the coroutine that `f(..)` returns");
        assertThat(RuleTester.checkWithoutSource(RuleTester.classOf(members)))
                .as("it might be named unused")
                .isEmpty();
    }

    @Test
    void theNameMayStandOnALineAbove() {
        assertThat(RuleTester.check(F + "void m(boolean b) {\nif (b) {\nvar unused =\n  f(\n    1);\n}\n}"))
                .isEmpty();
    }

    @Test
    void aVariableThatTheCompilerLeftOutIsNamedByTheSource() {
        assertThat(checkWithoutStores(F + "void m() {\nvar unused = f(1);\n}")).isEmpty();
        assertThat(checkWithoutStores(F + "void m() {\nvar c = f(1);\n}"))
                .startsWith("A.java:5: error: [HED012] `m` never reads `c`, which");
        assertThat(checkWithoutStores(F + "void m() {\nint c = 1; f(1);\n}"))
                .startsWith("A.java:5: error: [HED010] `m` drops the coroutine that `f(..)` returns");
    }

    @Test
    void withoutNamesAndSourceNothingIsReported() {
        var sources = RuleTester.classOf(F + "void m() { var c = f(1); spawn(f(2)); }")
                .withOptions("-g:lines,source");

        assertThat(RuleTester.checkWithoutSource(sources)).isEmpty();
        assertThat(RuleTester.check(sources)).contains("`m` never reads `c`, which");
    }

    /** As Eclipse's compiler writes it: what is put in a variable that nobody reads is popped. */
    private static String checkWithoutStores(String members) {
        return RuleTester.check(RuleTester.classOf(members), node -> {
            for (var method : node.methods) {
                for (var instruction : method.instructions) {
                    if (instruction.getOpcode() == Opcodes.ASTORE || instruction.getOpcode() == Opcodes.ISTORE) {
                        method.instructions.set(instruction, new InsnNode(Opcodes.POP));
                    }
                }
                method.localVariables.clear();
            }
        });
    }
}
