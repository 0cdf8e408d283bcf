package io.heddle.instrumenter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.InstrumentationResult;
import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.classpath.LoaderHierarchy;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyClassesTest {
    @TempDir
    Path folder;

    private List<String> unwoven(String source) throws IOException, ClassNotFoundException {
        var file = Files.writeString(folder.resolve("Early.java"), source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classPath = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), "-cp", classPath, file.toString()))
                .isZero();
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return new EarlyClasses(EarlyClassesTest::weave).unwoven(loader.loadClass("Early"), String.class);
        }
    }

    private static InstrumentationResult weave(ClassLoader loader, byte[] classFile) {
        try (var instrumenter = new Instrumenter(new LoaderHierarchy(loader), WeavingOptions.DEFAULT)) {
            return instrumenter.instrument(classFile);
        }
    }

    @Test
    void aClassWithAnAsyncMethodIsNamed() throws Exception {
        assertThat(unwoven("""
                class Early {
                    @io.heddle.Async static io.heddle.Coroutine<Void> f() { return io.heddle.Coroutines.done(); }
                }
                """)).containsExactly("Early");
    }

    @Test
    void aClassWithAnAsyncLambdaIsNamed() throws Exception {
        assertThat(unwoven("""
                import static io.heddle.Coroutines.*;
                class Early {
                    final io.heddle.AsyncCallable<Void> f = () -> { await(yieldNow()); return done(); };
                }
                """)).containsExactly("Early");
    }

    @Test
    void aTestIsNamed() throws Exception {
        // Stands for heddle-junit, which isn't looked into.
        var junit = Files.createDirectories(folder.resolve("io/heddle/junit"));
        Files.createFile(junit.resolve("AsyncMethods.class"));

        assertThat(unwoven("""
                import static io.heddle.Coroutines.*;
                class Early {
                    @org.junit.jupiter.api.Test
                    io.heddle.Coroutine<Void> test() { await(yieldNow()); return done(); }
                }
                """)).containsExactly("Early");
    }

    @Test
    void aClassThatOnlyUsesCoroutinesIsNot() throws Exception {
        assertThat(unwoven("""
                class Early {
                    final io.heddle.Coroutine<Void> f = io.heddle.Coroutines.done();
                }
                """)).isEmpty();
    }
}
