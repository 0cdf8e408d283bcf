package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.Messages;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.HashSet;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;

/** A class that names nothing of Heddle's may use async types all the same: the user's own. */
class HeddleUseTest {
    private static final int FIRST_ENTRY = 10;

    private static final JavaSources ASYNC_TYPES = JavaSources.of("""
            import io.heddle.*;
            class Connection implements AsyncCloseable {
                @Override public Coroutine<Void> closeAsync() { return Coroutines.done(); }
            }
            class Pooled extends Connection {}
            class Rows implements AsyncIterator<String> {
                @Override public Coroutine<Boolean> hasNextAsync() { return Coroutines.done(false); }
                @Override public String next() { return ""; }
                @Override public Coroutine<Void> closeAsync() { return Coroutines.done(); }
            }
            class Table implements AsyncIterable<String> {
                @Override public Rows iterator() { return new Rows(); }
            }
            class Query implements Iterable<String> {
                @Override public Rows iterator() { return new Rows(); }
            }
            """);

    private static final ClassHierarchy CLASS_PATH = classPath();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "try (var it = new Connection()) { it.hashCode(); }       | HED001 | the close of a `Connection`",
                "new Pooled().close();                                    | HED001 | the close of a `Pooled`",
                "try (Pooled it = null) { it.hashCode(); }                | HED001 | the close of a `Pooled`",
                "for (var row : new Table()) { row.length(); }            | HED001 | loops over a `Table`",
                "for (var row : new Query()) { row.length(); }            | HED001 | loops over a",
                "var it = new Rows(); while (it.hasNext()) { it.next(); } | HED001 | the next element of a `Rows`",
                "new Table().forEach(String::length);                     | HED021 | `forEach` of a `Table`",
                "new Table().spliterator().hashCode();                    | HED021 | `spliterator` of a `Table`",
                "new Rows().forEachRemaining(String::length);             | HED021 | `forEachRemaining` of a `Rows`",
                "Runnable r = new Pooled()::close; r.run();               | HED009 | the `close` of a `Pooled`",
            })
    void isHeldAgainstTheRules(String statement, String code, String what) {
        assertThat(diagnosticsOf(statement)).contains("Plain.java:2: error: [" + code + "]", what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try (var it = new java.io.StringReader(\"\")) { it.hashCode(); }",
                "for (var each : java.util.List.of(1)) { each.hashCode(); }",
                "new int[0].clone().hashCode();",
                // It is not on the class path, and may be anything.
                "Lost.open().close();",
            })
    void isLeftAsItIsWhereItUsesNone(String statement) {
        assertThat(diagnosticsOf(statement)).isEmpty();
    }

    @Test
    void aPoolThatRefersToNothingIsTold() {
        var classFile = plain("new Pooled().close();");
        var pool = new ClassReader(classFile);
        var outcomes = new HashSet<String>();
        for (var at = FIRST_ENTRY; at < pool.header; at++) {
            var broken = classFile.clone();
            broken[at] = 0x7F;
            outcomes.add(
                    weave(broken) instanceof Outcome.Refused refused
                            ? refused.diagnostics().get(0).code().name()
                            : "left");
        }

        assertThat(outcomes).contains("HED025", "HED001", "left");
    }

    private static String diagnosticsOf(String statement) {
        return weave(plain(statement)) instanceof Outcome.Refused refused
                ? refused.diagnostics().stream().map(Messages::of).collect(Collectors.joining("\n"))
                : "";
    }

    private static byte[] plain(String statement) {
        var sources = JavaSources.of(
                        "class Plain {\nvoid run() { " + statement + " }\n}\n",
                        "class Lost implements AutoCloseable { static Lost open() { return new Lost(); }"
                                + " @Override public void close() {} }")
                .and(ASYNC_TYPES);
        return Objects.requireNonNull(sources.compile().get("Plain"));
    }

    private static Outcome weave(byte[] classFile) {
        return new Pipeline(CLASS_PATH, Sources.NONE, WeavingOptions.DEFAULT).weave(classFile);
    }

    private static ClassHierarchy classPath() {
        var classPath = new OverlayHierarchy(Classes.onClassPath());
        ASYNC_TYPES.compile().values().forEach(classPath::add);
        return classPath;
    }
}
