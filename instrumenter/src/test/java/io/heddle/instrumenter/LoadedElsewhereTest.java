package io.heddle.instrumenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a program that a class loader of its own has loaded, with Heddle, as application servers and executable jars do. */
class LoadedElsewhereTest {
    private static final String SHOP = """
            import static io.heddle.Coroutines.*;
            import io.heddle.*;
            import io.heddle.debug.Tasks;
            import java.time.Duration;
            public class Shop {
              @Async static Coroutine<Void> open() throws Exception {
                System.out.println("open");
                await(toThread(() -> System.in.read()));
                Tasks.register();
                System.out.println("registered");
                await(sleep(Duration.ofHours(1)));
                return done();
              }
              public static void main(String[] args) throws Exception {
                run(open());
              }
            }
            """;
    private static final String LAUNCHER = """
            import java.io.IOException;
            import java.net.*;
            import java.nio.file.Path;
            public class Launcher {
              static class ChildFirst extends URLClassLoader {
                ChildFirst(URL[] urls) {
                  super(urls, Launcher.class.getClassLoader());
                }
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                  synchronized (getClassLoadingLock(name)) {
                    var loaded = findLoadedClass(name);
                    try {
                      return loaded != null ? loaded : findClass(name);
                    } catch (ClassNotFoundException e) {
                      return super.loadClass(name, resolve);
                    }
                  }
                }
              }
              public static void main(String[] args) throws Exception {
                var urls = new URL[args.length];
                for (int i = 0; i < args.length; i++) {
                  urls[i] = Path.of(args[i]).toUri().toURL();
                }
                var main = new ChildFirst(urls).loadClass("Shop").getMethod("main", String[].class);
                main.invoke(null, (Object) args);
              }
            }
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // open() is the first thing that each test does
    private Process shop;

    /** Starts the shop; {@code classPath} stands behind the launcher's own. */
    private void open(Path... classPath) throws IOException {
        var program = new JavaProgram(folder.resolve("shop"))
                .source("Shop.java", SHOP)
                .compile();
        run("--classpath", JavaProgram.runtime().toString(), program.classes().toString());
        var launcher = new JavaProgram(folder.resolve("launcher"))
                .source("Launcher.java", LAUNCHER)
                .compile();
        var all = new Path[classPath.length + 1];
        all[0] = launcher.classes();
        System.arraycopy(classPath, 0, all, 1, classPath.length);
        shop = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JavaProgram.classPath(all),
                        "Launcher",
                        program.classes().toString(),
                        JavaProgram.runtime().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(shop.inputReader().readLine()).isEqualTo("open");
    }

    @AfterEach
    void close() {
        shop.destroyForcibly();
    }

    @Test
    void areShownOnceTheProgramHasRegisteredThem() throws IOException {
        open();

        assertThat(run("pstree", pid()))
                .isEqualTo(
                        "heddle: process " + pid() + " shows no tasks: io.heddle.debug.Tasks is not on its class path;"
                                + " where other class loaders have it, the program must call io.heddle.debug.Tasks.register()\n");
        register();
        assertThat(run("pstree", pid())).contains("at Shop.open(Shop.java:11)");
    }

    /** A copy of Heddle on the class path, of which the program makes no use. */
    @Test
    void areNotTakenForThoseOfTheClassPath() throws IOException {
        open(JavaProgram.runtime());

        assertThat(run("pstree", pid()))
                .isEqualTo("no tasks\n(of the Heddle on the class path: where other class loaders have it, the program"
                        + " must call io.heddle.debug.Tasks.register())\n");
        register();
        assertThat(run("pstree", pid())).contains("at Shop.open(Shop.java:11)");
    }

    private void register() throws IOException {
        shop.getOutputStream().write('\n');
        shop.getOutputStream().flush();
        assertThat(shop.inputReader().readLine()).isEqualTo("registered");
    }

    private String pid() {
        return Long.toString(shop.pid());
    }

    /** What the command prints, errors included. */
    private static String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var printed = new PrintStream(out, true, UTF_8);
        new Main(printed, printed).run(arguments);
        return out.toString(UTF_8);
    }
}
