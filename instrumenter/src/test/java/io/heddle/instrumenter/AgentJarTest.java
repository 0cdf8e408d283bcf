package io.heddle.instrumenter;

import static io.heddle.instrumenter.JavaProgram.classPath;
import static io.heddle.instrumenter.JavaProgram.instrumenterJar;
import static io.heddle.instrumenter.JavaProgram.java;
import static io.heddle.instrumenter.JavaProgram.runtime;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.BrokenJars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The agent as users start it: programs that nobody wove, each in a JVM of its own. */
@EnabledIfSystemProperty(named = JavaProgram.JAR, matches = ".+", disabledReason = "needs the packaged jar: mvn verify")
class AgentJarTest {
    private static final String HELLO = """
            package com.example;

            import static io.heddle.Coroutines.*;
            import io.heddle.*;

            public class Hello implements Runnable {
                @Async static Coroutine<String> greet(String name) {
                    await(yieldNow());
                    return done("Hello, " + name);
                }

                @Override
                public void run() {
                    System.out.println(Coroutines.run(greet(getClass().getClassLoader().getName())));
                }

                public static void main(String[] args) {
                    new Hello().run();
                }
            }
            """;

    @TempDir
    Path folder;

    private JavaProgram program;

    @BeforeEach
    void makeProgram() throws IOException {
        program = new JavaProgram(folder.resolve("program"));
    }

    @Test
    void classesAreWovenAsTheyAreLoaded() throws Exception {
        var classes = program.source("com/example/Hello.java", HELLO).compile().classes();

        var outcome = java(agent(), "-cp", classPath(classes, runtime()), "com.example.Hello");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Hello, app\n");
    }

    @Test
    void classesThatWereWovenByTheBuildAreLeftAsTheyAre() throws Exception {
        var classes = program.source("com/example/Hello.java", HELLO).compile().classes();
        java("-jar", instrumenterJar(), "--classpath", runtime(), classes);

        var outcome = java(agent(), "-cp", classPath(classes, runtime()), "com.example.Hello");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Hello, app\n");
    }

    @Test
    void eachClassLoaderGetsTheGeneratedClassesOfItsOwn() throws Exception {
        var plugin = new JavaProgram(folder.resolve("plugin"))
                .source("com/example/Hello.java", HELLO)
                .compile()
                .classes();
        var host = """
                package com.example.host;

                import java.net.*;
                import java.nio.file.*;

                public class Host {
                    public static void main(String[] args) throws Exception {
                        var urls = new URL[] {Path.of(args[0]).toUri().toURL()};
                        for (var name : new String[] {"first", "second"}) {
                            try (var loader = new URLClassLoader(name, urls, Host.class.getClassLoader())) {
                                var type = loader.loadClass("com.example.Hello");
                                ((Runnable) type.getConstructor().newInstance()).run();
                                var call = loader.loadClass("com.example.Hello$$greet$Call");
                                System.out.println(call.getClassLoader() == type.getClassLoader()
                                        && call.getProtectionDomain() == type.getProtectionDomain());
                            }
                        }
                    }
                }
                """;
        var classes =
                program.source("com/example/host/Host.java", host).compile().classes();

        var outcome = java(agent(), "-cp", classPath(classes, runtime()), "com.example.host.Host", plugin);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Hello, first\ntrue\nHello, second\ntrue\n");
    }

    @Test
    void namedModulesAreWoven() throws Exception {
        var classes = program.source("com/example/Hello.java", HELLO)
                .source("module-info.java", "module com.example { requires io.heddle; }")
                .compile("--module-path", runtime().toString())
                .classes();

        var outcome = java(agent(), "-p", classPath(classes, runtime()), "-m", "com.example/com.example.Hello");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("Hello, app\n");
    }

    @Test
    void aClassWithErrorsIsNotWovenAndSaysSoTwice() throws Exception {
        var wrong = """
                package com.example;

                import static io.heddle.Coroutines.*;

                public class Wrong {
                    public static void main(String[] args) {
                        await(yieldNow());
                    }
                }
                """;
        var classes = program.source("com/example/Wrong.java", wrong).compile().classes();

        var outcome = java(agent(), "-cp", classPath(classes, runtime()), "com.example.Wrong");

        assertThat(outcome.err())
                .startsWith("com/example/Wrong.java:7: error: [HED001] ")
                .contains(
                        "heddle: com.example.Wrong is not woven because of its errors: each await in it will throw\n",
                        "java.lang.IllegalStateException: ");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void aClassThatCannotBeReadIsNamedAndIsNoDefectOfHeddle() throws Exception {
        var closing = """
                import static io.heddle.Coroutines.*;
                import io.heddle.*;

                public class Closing {
                    @Async static Coroutine<Void> close(Session session) {
                        try (session) {
                            return done();
                        }
                    }

                    public static void main(String[] args) {
                        System.out.println("started");
                    }
                }
                """;
        program.source("Session.java", "class Session extends Base implements AutoCloseable { public void close() {} }")
                .source("Base.java", "class Base {}")
                .source("Closing.java", closing)
                .compile();
        var jar = program.moveToJar("Base.class");
        BrokenJars.breakEntry(jar, "Base.class");

        var outcome = java(agent(), "-cp", classPath(program.classes(), jar, runtime()), "Closing");

        assertThat(outcome.err())
                .startsWith("heddle: Closing is not woven, and each await in it will throw: cannot read jar:"
                        + jar.toFile().toURI() + "!/Base.class: java.util.zip.ZipException: ")
                .doesNotContain("defect");
        assertThat(outcome.out()).isEqualToNormalizingNewlines("started\n");
    }

    @Test
    void classesThatCameTooEarlyAreNamed() throws Exception {
        var attach = """
                package com.example;

                import com.sun.tools.attach.VirtualMachine;

                public class Attach {
                    public static void main(String[] args) throws Exception {
                        new Hello();
                        var machine = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
                        machine.loadAgent(args[0]);
                        machine.detach();
                    }
                }
                """;
        var classes = program.source("com/example/Hello.java", HELLO)
                .source("com/example/Attach.java", attach)
                .compile()
                .classes();

        var outcome = java(
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                classPath(classes, runtime()),
                "com.example.Attach",
                instrumenterJar());

        assertThat(outcome.err())
                .contains("heddle: loaded before the agent and so not woven: com.example.Hello."
                        + " Each await in them will throw; start the program with -javaagent, as the first agent.\n");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void aProgramWithoutTheRuntimeRunsAsBefore() throws Exception {
        var plain = """
                package com.example;

                public class Plain {
                    public static void main(String[] args) {
                        System.out.println("io/heddle/ is but a string here");
                    }
                }
                """;
        var classes = program.source("com/example/Plain.java", plain).compile().classes();

        var outcome = java(agent(), "-cp", classes, "com.example.Plain");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualToNormalizingNewlines("io/heddle/ is but a string here\n");
    }

    @Test
    void theShapeOfWovenCodeCanBeChosen() throws Exception {
        var main = """
                package com.example;

                public class Main {
                    public static void main(String[] args) {
                        new Hello().run();
                        for (var method : Hello.class.getDeclaredMethods()) {
                            if (method.getName().endsWith("$resume")) {
                                System.out.println(method.getParameterTypes()[0].getSimpleName());
                            }
                        }
                    }
                }
                """;
        var classes = program.source("com/example/Hello.java", HELLO)
                .source("com/example/Main.java", main)
                .compile()
                .classes();

        var outcome = java(agent() + "=shape=compact", "-cp", classPath(classes, runtime()), "com.example.Main");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .as("the one body takes the parameters of the method")
                .isEqualToNormalizingNewlines("Hello, app\nString\n");
    }

    @Test
    void whatIsNoOptionIsRefused() throws Exception {
        var outcome = java(agent() + "=fast", "-version");

        assertThat(outcome.err())
                .contains("the Heddle agent has the options shape=.., directCalls=.. and mocks=.., separated by commas,"
                        + " but got: fast");
        assertThat(outcome.status()).isNotZero();
    }

    private static String agent() {
        return "-javaagent:" + instrumenterJar();
    }
}
