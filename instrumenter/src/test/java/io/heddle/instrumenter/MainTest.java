package io.heddle.instrumenter;

import static io.heddle.instrumenter.ClassFixtures.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.BrokenJars;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void oneLineTellsWhatWasDone() throws IOException {
        Files.write(folder.resolve("A.class"), plain("A"));

        assertThat(run(folder.toString())).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo("wove 0 classes of 1 in " + folder + System.lineSeparator());
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "'' -> no class folder or jar is named",
                "--check -> no class folder or jar is named",
                "--classpath x -> no class folder or jar is named",
                "--frobnicate -> unknown option --frobnicate",
                "--classpath -> --classpath needs a value",
                "--source missing -> no such folder: missing",
                "missing.jar -> no such folder or jar: missing.jar",
                "--shape round -> shape may be auto, split, compact, but is: round",
                "--direct-calls none -> directCalls may be private, all, but is: none",
                "--mocks -> --mocks needs a value",
                "pstree -> pstree needs the id of one process",
                "ps 1 2 -> ps needs the id of one process",
            })
    void badUsageIsExplained(String commandLine, String message) {
        assertThat(run(commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1)))
                .isEqualTo(2);

        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines("heddle: " + message + "\nTry --help.\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void helpTellsEveryOption() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(UTF_8))
                .startsWith("Usage: java -jar heddle-instrumenter.jar [OPTION]... DIR|JAR...")
                .contains(
                        "ps|pstree PID",
                        "--check",
                        "--classpath",
                        "--source",
                        "--drop-signature",
                        "--shape",
                        "--direct-calls",
                        "--mocks",
                        "--help",
                        "--version",
                        "'" + File.pathSeparator);
    }

    @Test
    void classPathElementsThatDoNotExistArePassedOver() throws Exception {
        var commandLine = CommandLine.parse(
                "--classpath", folder + File.pathSeparator + "missing.jar", "--drop-signature", folder.toString());

        assertThat(commandLine.wholeClassPath()).containsExactly(folder, folder);
        assertThat(commandLine.dropSignature()).isTrue();
    }

    @Test
    void aStarInTheClassPathStandsForTheJarsOfItsFolder() throws Exception {
        var second = Files.createFile(folder.resolve("b.jar"));
        var first = Files.createFile(folder.resolve("a.JAR"));
        Files.createFile(folder.resolve("c.txt"));

        var commandLine = CommandLine.parse(
                "--classpath",
                String.join(File.pathSeparator, folder + File.separator + "*", "missing" + File.separator + "*"),
                folder.toString());

        assertThat(commandLine.classPath()).containsExactly(first, second);
    }

    @Test
    void whatConcernsTheWovenCodeCanBeChosen() throws Exception {
        var commandLine = CommandLine.parse(
                "--shape",
                "compact",
                "--direct-calls",
                "all",
                "--mocks",
                "com.acme",
                "--mocks",
                "org.acme.Mocks",
                folder.toString());

        assertThat(commandLine.weaving())
                .isEqualTo(new WeavingOptions(Shape.COMPACT, DirectCalls.ALL, List.of("com.acme", "org.acme.Mocks")));
    }

    @Test
    void whereNothingIsSaidEachMethodGetsItsShapeAndOnlyPrivateMethodsAreCalledDirectly() throws Exception {
        assertThat(CommandLine.parse(folder.toString()).weaving()).isEqualTo(WeavingOptions.DEFAULT);
        assertThat(WeavingOptions.DEFAULT).isEqualTo(new WeavingOptions(Shape.AUTO, DirectCalls.PRIVATE, List.of()));
    }

    @Test
    void aCheckNamesTheClassesThatWereNotWoven() throws IOException {
        JavaSources.of(
                        "package com.example;\nclass Right { io.heddle.Coroutine<Void> m() { return io.heddle.Coroutines.done(); } }",
                        "package com.example;\nclass Late { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                                + " return io.heddle.Coroutines.done(); } }")
                .compile()
                .forEach(this::write);

        assertThat(run("--check", folder.toString())).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("heddle: com.example.Late in " + folder
                        + " is not woven\n1 class uses @Async or await and would throw at each await: weave the"
                        + " classes before they are packaged\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aCheckOfWovenClassesSaysNothing() throws IOException {
        JavaSources.of("package com.example;\nclass Woven { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                        + " return io.heddle.Coroutines.done(); } }")
                .compile()
                .forEach(this::write);
        run("--classpath", JavaProgram.runtime().toString(), folder.toString());
        out.reset();

        assertThat(run("--check", folder.toString())).isZero();

        assertThat(err.toString(UTF_8) + out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aCheckOfAClassFileThatIsCutOffSaysSo() throws IOException {
        JavaSources.of("package com.example;\nclass Late { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                        + " return io.heddle.Coroutines.done(); } }")
                .compile()
                .forEach((name, classFile) -> write(name, Arrays.copyOf(classFile, classFile.length - 20)));

        assertThat(run("--check", folder.toString())).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("heddle: com/example/Late.class in " + folder + """
                        : error: [HED025] `com.example.Late` is not valid: it can't be read to its end
                          The JVM would refuse this class file as it is, before anything is woven.
                          Compile it again; where another tool has changed it, that tool has a defect.
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10, 25})
    void aClassFileThatIsCutOffInItsConstantPoolIsToldByWeavingAndByACheck(int length) throws IOException {
        write("com/example/Late", Arrays.copyOf(plain("com/example/Late"), length));
        var message = """
                [HED025] `com.example.Late` is not valid: it can't be read to its end
                  The JVM would refuse this class file as it is, before anything is woven.
                  Compile it again; where another tool has changed it, that tool has a defect.
                """;

        assertThat(run(folder.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines(
                        "com.example.Late: error: " + message + "1 error; no class was changed\n");
        err.reset();

        assertThat(run("--check", folder.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("heddle: com/example/Late.class in " + folder + ": error: " + message);
    }

    @Test
    void aGeneratedClassThatIsCutOffIsToldAsOneOfTheUsersWouldBe() throws IOException {
        JavaSources.of("package com.example;\nclass Woven { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                        + " return io.heddle.Coroutines.done(); } }")
                .compile()
                .forEach(this::write);
        run("--classpath", JavaProgram.runtime().toString(), folder.toString());
        var generated = folder.resolve("com/example/Woven$$m$Call.class");
        var whole = Files.readAllBytes(generated);
        Files.write(generated, Arrays.copyOf(whole, whole.length - 3));

        assertThat(run("--classpath", JavaProgram.runtime().toString(), folder.toString()))
                .isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .contains("error: [HED025] `com.example.Woven$$m$Call` is not valid: it can't be read to its end");
    }

    @Test
    void classesThatStayAsTheyWereWovenWithOtherOptionsAreTold() throws IOException {
        JavaSources.of("package com.example;\nclass Woven { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                        + " return io.heddle.Coroutines.done(); } }")
                .compile()
                .forEach(this::write);
        var classPath = JavaProgram.runtime().toString();

        run("--classpath", classPath, "--shape", "compact", folder.toString());
        run("--classpath", classPath, "--shape", "compact", folder.toString());
        assertThat(err.toString(UTF_8)).isEmpty();

        assertThat(run("--classpath", classPath, folder.toString())).isZero();
        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("heddle: 1 class in " + folder
                        + " stays as it was woven, with shape=compact, directCalls=private; compile again, as a clean"
                        + " build does, to have shape=auto, directCalls=private\n");
    }

    @Test
    void whatWasGeneratedForAWovenClassIsMissedByWeavingAgainAndByACheck() throws IOException {
        JavaSources.of("package com.example;\nclass Woven { @io.heddle.Async io.heddle.Coroutine<Void> m() {"
                        + " return io.heddle.Coroutines.sleep(java.time.Duration.ZERO); } }")
                .compile()
                .forEach(this::write);
        run("--classpath", JavaProgram.runtime().toString(), folder.toString());
        Files.delete(folder.resolve("com/example/Woven$$m$Call.class"));
        var message = """
                com/example/Woven.java: error: [HED027] `com.example.Woven` is woven, but what was generated for it is missing: `com.example.Woven$$m$Call`
                  The program would end in a `NoClassDefFoundError`; a class that is woven can't be woven again.
                  Compile `com.example.Woven` again, as a clean build does. What deletes generated classes must delete the class, too.
                """;

        assertThat(run("--check", folder.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines(message);
        err.reset();

        assertThat(run("--classpath", JavaProgram.runtime().toString(), folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines(message + "1 error; no class was changed\n");
    }

    private void write(String internalName, byte[] classFile) {
        try {
            var file = folder.resolve(internalName + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, classFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void classesInJarsInsideAJarAreCheckedAndNotWoven() throws IOException {
        var app = folder.resolve("app.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(app))) {
            out.putNextEntry(new ZipEntry("BOOT-INF/lib/a.jar"));
            out.write(Files.readAllBytes(signedJar()));
        }
        var name = "heddle: A of BOOT-INF/lib/a.jar in " + app + " is not woven";

        assertThat(run("--check", app.toString())).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith(name + System.lineSeparator());
        err.reset();

        assertThat(run("--classpath", JavaProgram.runtime().toString(), app.toString()))
                .isZero();
        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines(
                        name + ", as jars inside jars are not: weave that one before it is packaged\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--check", "--drop-signature"})
    void ofSeveralJarsTheOneThatCannotBeReadIsNamed(String option) throws IOException {
        var sound = signedJar();
        var broken = Files.writeString(folder.resolve("broken.jar"), "no zip");

        assertThat(run("--classpath", JavaProgram.runtime().toString(), option, sound.toString(), broken.toString()))
                .isEqualTo(1);

        assertThat(err.toString(UTF_8)).contains("heddle: cannot read " + broken + ": java.util.zip.ZipException: ");
    }

    @Test
    void anEntryOfAJarThatCannotBeReadIsNamedWithItsJar() throws IOException {
        var jar = signedJar();
        BrokenJars.breakEntry(jar, "A.class");

        assertThat(run("--check", jar.toString())).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("heddle: cannot read A.class in " + jar + ": java.util.zip.ZipException: ");
    }

    @Test
    void aClassOfTheClassPathThatCannotBeReadIsNoDefectOfHeddle() throws IOException {
        var program = new JavaProgram(folder.resolve("program"))
                .source("Base.java", "class Base {}")
                .source("A.java", """
                        class A {
                            static class Session extends Base implements AutoCloseable {
                                public void close() {}
                            }

                            @io.heddle.Async
                            static io.heddle.Coroutine<Void> a(Session session) {
                                try (session) {
                                    return io.heddle.Coroutines.done();
                                }
                            }
                        }
                        """)
                .compile();
        var jar = program.moveToJar("Base.class");
        BrokenJars.breakEntry(jar, "Base.class");
        var classPath = JavaProgram.classPath(JavaProgram.runtime(), jar);

        assertThat(run("--classpath", classPath, program.classes().toString())).isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .startsWith("heddle: cannot read Base.class in " + jar + ": java.util.zip.ZipException: ");
    }

    @Test
    void aSignedJarIsRefusedUnlessItsSignatureMayGo() throws IOException {
        var jar = signedJar();
        var before = Files.readAllBytes(jar);

        assertThat(run("--classpath", JavaProgram.runtime().toString(), jar.toString()))
                .isEqualTo(1);

        assertThat(err.toString(UTF_8))
                .isEqualToNormalizingNewlines("heddle: " + jar
                        + " is signed, and its signature would not hold for the woven classes:"
                        + " weave before you sign, or pass --drop-signature\n");
        assertThat(jar).hasBinaryContent(before);

        assertThat(run("--drop-signature", "--classpath", JavaProgram.runtime().toString(), jar.toString()))
                .isZero();

        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("wove 1 class of 1 in " + jar + "\n");
    }

    private Path signedJar() throws IOException {
        var classes = new JavaProgram(folder.resolve("program"))
                .source("A.java", """
                        class A {
                            @io.heddle.Async
                            static io.heddle.Coroutine<Void> a() {
                                return io.heddle.Coroutines.done();
                            }
                        }
                        """)
                .compile()
                .classes();
        var jar = folder.resolve("signed.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/ACME.SF"));
            out.putNextEntry(new ZipEntry("A.class"));
            out.write(Files.readAllBytes(classes.resolve("A.class")));
        }
        return jar;
    }

    private int run(String... arguments) {
        return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(arguments);
    }
}
