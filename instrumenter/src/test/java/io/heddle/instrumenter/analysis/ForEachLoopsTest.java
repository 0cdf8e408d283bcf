package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.Compiler;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

class ForEachLoopsTest {
    private static final TypeLattice LATTICE = new TypeLattice(Classes.onClassPath());

    /** Where the first member stands in the sources of the tests. */
    private static final int FIRST_LINE = 7;

    @ParameterizedTest
    @EnumSource
    void anInnerLoopComesBeforeThoseAroundIt(Compiler compiler) {
        var loops = loops(compiler, """
                void m(AsyncIterable<? extends AsyncIterable<String>> xs) {
                    for (AsyncIterable<String> x : xs) {
                        for (String y : x) {
                            System.out.println(y);
                        }
                    }
                }
                """);

        assertThat(loops).extracting(loop -> line(loop.hasNext())).containsExactly(2, 1);
        assertThat(loops.get(1).contains(loops.get(0))).isTrue();
        assertThat(loops.get(0).contains(loops.get(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AsyncIterator<?> it = xs.iterator(); while (it.hasNext()) { Object x = it.next(); }",
                "for (Iterator<?> it = xs.iterator(); it.hasNext(); ) { Object x = it.next(); }",
                "for (Iterator<?> it = xs.iterator(); it.hasNext(); ) { Object x = it.next(); it.hashCode(); }",
                "Iterator<?> it = xs.iterator(); while (it.hasNext()) { hashCode(); it.next(); }",
                "Iterator<?> it = xs.iterator(); if (it.hasNext()) { it.next(); } while (it.hasNext()) { it.next(); }",
            })
    void aLoopWhoseIteratorHasANameIsNone(String body) {
        var members = "void m(AsyncIterable<?> xs) {" + body + "}";

        assertThat(loops(Compiler.JAVAC, members)).isEmpty();
        assertThat(loops(Compiler.ECJ, members)).isEmpty();
    }

    @Test
    void withoutDebugDataTheFormOfTheLoopTells() {
        assertThat(loopsWithoutVariables("for (var x : xs) { System.out.println(x); }"))
                .hasSize(1);
        assertThat(loopsWithoutVariables("var it = xs.iterator(); while (it.hasNext()) { var x = it.next(); }"))
                .isEmpty();
        assertThat(loopsWithoutVariables("""
                        Iterator<?> it = xs.iterator();
                        while (it.hasNext()) {
                            var x = it.next();
                        }
                        """)).isEmpty();
        assertThat(loopsWithoutVariables(
                        "for (Iterator<?> it = xs.iterator(); it.hasNext(); ) { it.hashCode(); it.next(); }"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theBodyIsWhatRunsAfterNext(Compiler compiler) {
        assertThat(body(compiler, """
                String m(AsyncIterable<String> xs) {
                    System.out.println("before");
                    for (String x : xs) {
                        if (x == null) {
                            System.out.println("null");
                            break;
                        }
                        try {
                            System.out.println(x);
                        } catch (IllegalStateException e) {
                            System.out.println("catch");
                        } finally {
                            System.out.println("finally");
                        }
                        if (x.isEmpty()) {
                            System.out.println("empty");
                            return x;
                        }
                    }
                    System.out.println("behind");
                    return "end";
                }
                """))
                .contains(2, 3, 4, 8, 9, 10, 12, 14, 15, 16)
                .doesNotContain(1, 19, 20);
    }

    @ParameterizedTest
    @EnumSource
    void theFinallyAroundALoopIsOutsideWhereverItIsCopied(Compiler compiler) {
        assertThat(body(compiler, """
                String m(AsyncIterable<String> xs) {
                    try {
                        for (String x : xs) {
                            if (x == null) {
                                return "null";
                            }
                            if (x.isEmpty()) {
                                continue;
                            }
                            System.out.println(x);
                        }
                    } finally {
                        System.out.println("finally");
                    }
                    return "end";
                }
                """)).doesNotContain(12).contains(2, 3, 6, 9);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyABreakLeadsToIsOutside(Compiler compiler) {
        assertThat(body(compiler, """
                void m(AsyncIterable<String> xs) {
                    found: {
                        for (String x : xs) {
                            if (x.isEmpty()) {
                                break found;
                            }
                        }
                        return;
                    }
                    System.out.println("behind");
                }
                """)).contains(2, 3).doesNotContain(7, 9);
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyABreakOutOfAnEndlessLoopLeadsToIsOutside(Compiler compiler) {
        assertThat(body(compiler, """
                void m(AsyncIterable<String> xs) {
                    outer: while (true) {
                        for (String x : xs) {
                            if (x.isEmpty()) {
                                break outer;
                            }
                        }
                    }
                    System.out.println("behind");
                }
                """)).doesNotContain(8).contains(2, 3);
    }

    @Test
    void withoutDebugDataALastRoundReachesAsFarAsItReadsTheElement() {
        assertThat(bodyWithoutDebugData("""
                while (true) {
                    for (String x : xs) {
                        if (x.isEmpty()) {
                            continue;
                        }
                        System.out.println("last");
                        System.out.println(x);
                        return;
                    }
                }
                """)).containsExactly(2, 3, 4, 6, 7, 8);
        assertThat(bodyWithoutDebugData("""
                outer: while (true) {
                    for (String x : xs) {
                        if (x.isEmpty()) {
                            break outer;
                        }
                    }
                }
                System.out.println("behind");
                """)).contains(2, 3).doesNotContain(8);
    }

    private static Set<Integer> bodyWithoutDebugData(String statements) {
        return lines(loopsWithoutVariables(statements).get(0));
    }

    private static Set<Integer> body(Compiler compiler, String members) {
        return lines(loops(compiler, members).get(0));
    }

    private static Set<Integer> lines(ForEachLoop loop) {
        var lines = new TreeSet<Integer>();
        loop.body().forEach(instruction -> lines.add(line(instruction)));
        return lines;
    }

    private static int line(AbstractInsnNode instruction) {
        return LineNumbers.of(instruction) - FIRST_LINE;
    }

    private static List<ForEachLoop> loopsWithoutVariables(String statements) {
        var source = MethodFixture.source("void m(AsyncIterable<String> xs) {\n" + statements + "\n}\n");
        return loops(JavaSources.of(source).withOptions("-g:source,lines").compile());
    }

    private static List<ForEachLoop> loops(Compiler compiler, String members) {
        return loops(compiler.compile(members));
    }

    private static List<ForEachLoop> loops(Map<String, byte[]> classFiles) {
        MethodNode method = MethodFixture.method(Classes.read(Objects.requireNonNull(classFiles.get("A"))), "m");
        return ForEachLoops.of(
                "A", method, IteratorCalls.of("A", method, LATTICE).hasNext(), LATTICE);
    }
}
