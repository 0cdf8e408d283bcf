package io.heddle.instrumenter.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.Box;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class MethodPlannerTest {
    private static final String AWAIT =
            "INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;\n";
    private static final String DONE =
            "INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;\nARETURN\n";

    @Test
    void savesWhatIsReadLaterAndWhatLiesBelow() {
        assertThat(plan("""
                Coroutine<Integer> m(int i, long dead, double d, String s, Coroutine<Integer> c) {
                    int[] array = {i};
                    array[i] += s.length() + await(c) + (int) d;
                    return done(array[i]);
                }
                """)).isEqualTo("""
                1 at line 9: face io/heddle/Coroutine gives INTEGER taken raw,\
                 locals [1:INT in i0 4:DOUBLE in d1 8:[I in l2],\
                 operands [[I in l3 INT in i4 INT in i5 INT in i6]
                fields i0 I, d1 D, l2 [I, l3 [I, i4 I, i5 I, i6 I
                """);
    }

    @Test
    void pointsShareTheFieldsOfEachType() {
        assertThat(plan("""
                static Coroutine<Void> m(Coroutine<?> c, int i, int j, String s, long k) {
                    await(c);
                    System.out.println(i + j + s);
                    await(c);
                    System.out.println(j + s + k);
                    return done();
                }
                """)).isEqualTo("""
                1 at line 8: face io/heddle/Coroutine,\
                 locals [0:io/heddle/Coroutine in l0 1:INT in i1 2:INT in i2 3:java/lang/String in l3 4:LONG in j4], operands []
                2 at line 10: face io/heddle/Coroutine,\
                 locals [2:INT in i2 3:java/lang/String in l3 4:LONG in j4], operands []
                fields l0 Lio/heddle/Coroutine;, i1 I, i2 I, l3 Ljava/lang/String;, j4 J
                """);
    }

    @Test
    void nullIsPushedAnewAndHasNoField() {
        assertThat(plan("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", """
                ACONST_NULL
                ASTORE 1
                ACONST_NULL
                ALOAD 0
                %s
                POP
                POP
                ALOAD 1
                %s
                """.formatted(AWAIT, DONE)))
                .isEqualTo("""
                1 at line 0: face io/heddle/Coroutine, locals [1:NULL anew], operands [NULL anew]
                fields\s
                """);
    }

    @Test
    void awaitsThroughTheTypeThatIsKnown() {
        assertThat(plan("""
                static Coroutine<Void> m(Task<?> t, Promise<?> p, Awaitable<?> a, CompletableFuture<?> f) {
                    await(t); await(p); await(a); await(f);
                    return done();
                }
                """))
                .startsWith("1 at line 8: face io/heddle/Task, ")
                .contains(
                        "2 at line 8: face io/heddle/Promise, ",
                        "3 at line 8: face io/heddle/rt/Suspendable, ",
                        "4 at line 8: stage, ");
    }

    @Test
    void asksAFaceForThePrimitiveThatIsTakenOutAtOnce() {
        var member = """
                static Coroutine<Void> m(Coroutine<Integer> i, Coroutine<Character> c, Coroutine<Long> n, Task<Integer> t) {
                    int a = await(i); char b = await(c); Long boxed = await(n); int d = await(t);
                    return done();
                }
                """;

        assertThat(plan(member))
                .contains(
                        "1 at line 8: face io/heddle/Coroutine gives INTEGER taken raw, ",
                        "2 at line 8: face io/heddle/Coroutine, ",
                        "3 at line 8: face io/heddle/Coroutine, ",
                        "4 at line 8: face io/heddle/Task, ");
    }

    @Test
    void callsAPrivateMethodOfTheClassDirectly() {
        var callee = names("callee", "()Lio/heddle/Coroutine;", true).withRawResult(Box.INTEGER);
        var member = """
                static Coroutine<Integer> m() {
                    await(callee());
                    int taken = await(callee());
                    await(other());
                    Coroutine<Integer> stored = callee();
                    await(stored);
                    return done(taken);
                }
                private static Coroutine<Integer> callee() { return done(1); }
                static Coroutine<Integer> other() { return done(1); }
                """;

        assertThat(PlanDump.of(planned(
                        MethodFixture.method(MethodFixture.compile(member), "m"),
                        Map.of("callee()Lio/heddle/Coroutine;", callee))))
                .isEqualTo("""
                        1 at line 8: direct callee gives INTEGER, locals [], operands []
                        2 at line 9: direct callee gives INTEGER taken raw, locals [], operands []
                        3 at line 10: face io/heddle/Coroutine, locals [0:INT in i0], operands []
                        4 at line 12: face io/heddle/Coroutine, locals [0:INT in i0], operands []
                        fields i0 I
                        """);
    }

    @Test
    void aCallOutsideTheTryOfItsAwaitIsNotDirect() {
        var listing = """
                TRYCATCHBLOCK L0 L1 L2 null
                INVOKESTATIC A.callee ()Lio/heddle/Coroutine;
                L0
                %s
                %s
                L1
                L2
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                """.formatted(AWAIT, DONE);
        var callees = Map.of("callee()Lio/heddle/Coroutine;", names("callee", "()Lio/heddle/Coroutine;", true));

        assertThat(PlanDump.of(planned(MethodFixture.assemble("static m()Lio/heddle/Coroutine;", listing), callees)))
                .isEqualTo("""
                        1 at line 0: face io/heddle/Coroutine, locals [], operands []
                        fields\s
                        """);
    }

    @Test
    void aCallBehindWhichWaysJoinIsNotDirect() {
        var listing = """
                ILOAD 0
                IFEQ L0
                INVOKESTATIC A.callee ()Lio/heddle/Coroutine;
                GOTO L1
                L0
                FRAME FULL [I] []
                INVOKESTATIC A.callee ()Lio/heddle/Coroutine;
                L1
                FRAME FULL [I] [io/heddle/Coroutine]
                %s
                %s
                """.formatted(AWAIT, DONE);
        var callees = Map.of("callee()Lio/heddle/Coroutine;", names("callee", "()Lio/heddle/Coroutine;", true));

        assertThat(PlanDump.of(planned(MethodFixture.assemble("static m(I)Lio/heddle/Coroutine;", listing), callees)))
                .startsWith("1 at line 0: face io/heddle/Coroutine, ");
    }

    @Test
    void anAwaitThatNothingReachesIsNoPoint() {
        assertThat(plan("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", """
                L0
                FRAME FULL [io/heddle/Coroutine] []
                GOTO L0
                L1
                FRAME FULL [io/heddle/Coroutine] []
                ALOAD 0
                %s
                %s
                """.formatted(AWAIT, DONE)))
                .isEqualTo("fields \n");
    }

    @Test
    void resumesAnInstanceMethodWhereThisIsReadBehindEveryAwait() {
        assertThat(resumesInstance("""
                Coroutine<Integer> m(Coroutine<?> c) { await(c); await(c); return done(hashCode()); }
                """)).isTrue();
        assertThat(resumesInstance("""
                Coroutine<Integer> m(Coroutine<?> c) { await(c); int i = hashCode(); await(c); return done(i); }
                """)).isFalse();
        assertThat(resumesInstance("Coroutine<Integer> m(Coroutine<?> c) { return done(hashCode()); }"))
                .isFalse();
        assertThat(resumesInstance("static Coroutine<A> m(A a, Coroutine<?> c) { await(c); return done(a); }"))
                .isFalse();
    }

    @Test
    void resumesAStaticMethodWhereSlotZeroHoldsSomethingElseForAWhile() {
        var method =
                MethodFixture.assemble("m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", """
                ALOAD 1
                %s
                POP
                ALOAD 0
                ASTORE 2
                ICONST_0
                ISTORE 0
                ALOAD 2
                ASTORE 0
                ALOAD 0
                %s
                """.formatted(AWAIT, DONE));

        assertThat(planned(method, Map.of()).resumesInstance()).isFalse();
    }

    private static boolean resumesInstance(String members) {
        return planned(MethodFixture.method(MethodFixture.compile(members), "m"), Map.of())
                .resumesInstance();
    }

    private static String plan(String members) {
        return PlanDump.of(planned(MethodFixture.method(MethodFixture.compile(members), "m"), Map.of()));
    }

    private static String plan(String header, String listing) {
        return PlanDump.of(planned(MethodFixture.assemble(header, listing), Map.of()));
    }

    private static MethodPlan planned(MethodNode method, Map<String, GeneratedNames> directCallees) {
        var isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        return new MethodPlanner(directCallees)
                .plan(NormalMethod.of(method), names(method.name, method.desc, isStatic));
    }

    private static GeneratedNames names(String name, String desc, boolean isStatic) {
        return new GeneratedNames("A", false, isStatic, name, desc, name, null, false);
    }
}
