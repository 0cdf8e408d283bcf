package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;

class SpawnSitesTest {
    @Test
    void aSpawnPassesTheClassTheMethodAndTheLine() {
        assertThat(marked("""
                Task<String> m(Coroutine<String> c) {
                    return spawn(c);
                }
                """)).isEqualTo("""
                ALOAD 1
                LDC "A.m(A.java:8)"
                INVOKESTATIC io/heddle/Coroutine.$spawn (Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;
                ARETURN
                """);
    }

    @Test
    void aSpawnOfALambdaMakesTheCoroutineFirst() {
        assertThat(marked("""
                Task<String> m(AsyncCallable<String> c) {
                    return spawn(c);
                }
                """)).isEqualTo("""
                ALOAD 1
                INVOKESTATIC io/heddle/Coroutines.async (Lio/heddle/AsyncCallable;)Lio/heddle/Coroutine;
                LDC "A.m(A.java:8)"
                INVOKESTATIC io/heddle/Coroutine.$spawn (Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;
                ARETURN
                """);
    }

    @Test
    void anEagerSpawnStaysEager() {
        assertThat(marked("Task<String> m(Coroutine<String> c) { return spawnEager(c); }"))
                .contains("INVOKESTATIC io/heddle/Coroutine.$spawnEager"
                        + " (Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;");
    }

    @Test
    void aSpawnOnALoopPassesTheLoopToo() {
        assertThat(marked("Task<String> m(EventLoop l, Coroutine<String> c) { return l.spawn(c); }"))
                .isEqualTo("""
                ALOAD 1
                ALOAD 2
                LDC "A.m(A.java:7)"
                INVOKESTATIC io/heddle/Coroutine.$spawn (Lio/heddle/EventLoop;Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;
                ARETURN
                """);
    }

    @Test
    void aSpawnInAGroupPassesTheGroupToo() {
        assertThat(marked("Task<String> m(TaskGroup g, AsyncCallable<String> c) { return g.spawn(c); }"))
                .isEqualTo("""
                ALOAD 1
                ALOAD 2
                INVOKESTATIC io/heddle/Coroutines.async (Lio/heddle/AsyncCallable;)Lio/heddle/Coroutine;
                LDC "A.m(A.java:7)"
                INVOKESTATIC io/heddle/Coroutine.$spawn (Lio/heddle/TaskGroup;Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;
                ARETURN
                """);
    }

    @Test
    void aMethodThatSpawnsNothingStaysTheSame() {
        var owner = MethodFixture.compile("void spawn(String s) {} void m() { spawn(\"x\"); }");
        var method = MethodFixture.method(owner, "m");

        assertThat(new SpawnSites(owner).mark(method)).isSameAs(method);
    }

    /** The listing of {@code m} afterwards. The original must not change. */
    private static String marked(String source) {
        var owner = MethodFixture.compile(source);
        var original = MethodFixture.method(owner, "m");
        var before = MethodDump.of(original);
        var after = MethodDump.of(new SpawnSites(owner).mark(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }
}
