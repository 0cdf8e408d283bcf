package io.heddle.instrumenter;

import static io.heddle.instrumenter.JavaProgram.classPath;
import static io.heddle.instrumenter.JavaProgram.instrumenterJar;
import static io.heddle.instrumenter.JavaProgram.java;
import static io.heddle.instrumenter.JavaProgram.runtime;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it, in a JVM of its own, from the packaged jar. */
@EnabledIfSystemProperty(named = JavaProgram.JAR, matches = ".+", disabledReason = "needs the packaged jar: mvn verify")
class CommandJarTest {
    private static final String HELLO = """
            package com.example;

            import static io.heddle.Coroutines.*;
            import io.heddle.*;

            public class Hello {
                @Async static Coroutine<String> greet(String name) {
                    await(yieldNow());
                    return done("Hello, " + name);
                }

                public static void main(String[] args) {
                    System.out.println(run(greet("World")));
                }
            }
            """;
    private static final String WRONG = """
            package com.example;

            import static io.heddle.Coroutines.*;

            class Wrong {
                static void first() {
                    await(Hello.greet("World"));
                }

                static void second() {
                    await(Hello.greet("World"));
                }
            }
            """;

    private static final String WAITING = """
            package com.example;

            import static io.heddle.Coroutines.*;
            import io.heddle.*;
            import java.time.Duration;

            public class Waiting {
                @Async static Coroutine<Void> hour() {
                    System.out.println("waiting");
                    await(sleep(Duration.ofHours(1)));
                    return done();
                }

                public static void main(String[] args) {
                    run(hour());
                }
            }
            """;

    @TempDir
    Path folder;

    private JavaProgram program;

    @BeforeEach
    void writeProgram() throws IOException {
        program = new JavaProgram(folder).source("com/example/Hello.java", HELLO);
    }

    @Test
    void aFolderIsWovenInPlace() throws Exception {
        var classes = program.compile().classes();

        var woven = java("-jar", instrumenterJar(), "--classpath", runtime(), classes);

        assertThat(woven.err()).isEmpty();
        assertThat(woven.out()).isEqualToNormalizingNewlines("wove 1 class of 1 in " + classes + "\n");
        assertThat(woven.status()).isZero();
        assertThat(java("-cp", classPath(classes, runtime()), "com.example.Hello")
                        .out())
                .isEqualToNormalizingNewlines("Hello, World\n");
    }

    @Test
    void aSecondRunWeavesNothing() throws Exception {
        var classes = program.compile().classes();
        java("-jar", instrumenterJar(), "--classpath", runtime(), classes);

        var again = java("-jar", instrumenterJar(), "--classpath", runtime(), classes);

        assertThat(again.out()).isEqualToNormalizingNewlines("wove 0 classes of 1 in " + classes + "\n");
    }

    @Test
    void aJarIsWovenInPlace() throws Exception {
        var jar = jar(program.compile().classes());

        var woven = java("-jar", instrumenterJar(), "--classpath", runtime(), jar);

        assertThat(woven.out()).isEqualToNormalizingNewlines("wove 1 class of 1 in " + jar + "\n");
        assertThat(java("-cp", classPath(jar, runtime()), "com.example.Hello").out())
                .isEqualToNormalizingNewlines("Hello, World\n");
    }

    @Test
    void everyErrorIsListedAndNothingIsWritten() throws Exception {
        var classes = program.source("com/example/Wrong.java", WRONG).compile().classes();
        var before = Files.readAllBytes(classes.resolve("com/example/Hello.class"));

        var woven = java("-jar", instrumenterJar(), "--classpath", runtime(), "--source", program.sources(), classes);

        var wrong = program.sources().resolve("com/example/Wrong.java");
        assertThat(woven.err())
                .contains(wrong + ":7: error: [HED001] ", wrong + ":11: error: [HED001] ")
                .endsWith("2 errors; no class was changed\n");
        assertThat(woven.out()).isEmpty();
        assertThat(woven.status()).isEqualTo(1);
        assertThat(classes.resolve("com/example/Hello.class")).hasBinaryContent(before);
    }

    @Test
    void theTasksOfARunningProgramAreShown() throws Exception {
        var classes =
                program.source("com/example/Waiting.java", WAITING).compile().classes();
        java("-jar", instrumenterJar(), "--classpath", runtime(), classes);
        var waiting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(classes, runtime()),
                        "com.example.Waiting")
                .start();
        try {
            assertThat(waiting.inputReader().readLine()).isEqualTo("waiting");

            var shown = java("-jar", instrumenterJar(), "pstree", waiting.pid());

            assertThat(shown.err()).isEmpty();
            assertThat(shown.out().replaceAll("\\b\\d[\\d.]*s\\b", "_")).isEqualToNormalizingNewlines("""
                    event loop main, 1 task
                      Task-1 waits for sleep, for _, _ old
                          at com.example.Waiting.hour(Waiting.java:10)
                    """);
        } finally {
            waiting.destroyForcibly();
        }
    }

    @Test
    void aProcessThatCannotBeAskedIsToldOf() throws Exception {
        var shown = java("-jar", instrumenterJar(), "ps", Integer.MAX_VALUE);

        assertThat(shown.err()).startsWith("heddle: process 2147483647 can't be asked: ");
        assertThat(shown.status()).isEqualTo(1);
    }

    @Test
    void badUsageHasAStatusOfItsOwn() throws Exception {
        var outcome = java("-jar", instrumenterJar(), "--frobnicate");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("heddle: unknown option --frobnicate\nTry --help.\n");
    }

    @Test
    void theVersionIsThatOfTheJar() throws Exception {
        var version = java("-jar", instrumenterJar(), "--version").out().strip();

        assertThat(instrumenterJar()).hasFileName(version.replace(' ', '-') + ".jar");
    }

    @Test
    void everythingInTheJarIsOurOwn() throws IOException {
        try (var jar = new JarFile(instrumenterJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .allMatch(name -> name.startsWith("io/heddle/instrumenter/") || name.startsWith("META-INF/"));
        }
    }

    private Path jar(Path classes) throws IOException {
        var jar = folder.resolve("hello.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("com/example/Hello.class"));
            Files.copy(classes.resolve("com/example/Hello.class"), out);
            out.closeEntry();
        }
        return jar;
    }
}
