package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chains of ten million tail calls end with the right sum in a JVM of their own, with a small stack and a heap that has
 * no room for two bytes of each call.
 */
class TailCallTest {
    private static final Path CLASSES = Path.of("target", "tail-calls");

    @BeforeAll
    static void weave() throws IOException {
        var woven = HandWritten.woven(Compilation.standard(), Shape.AUTO);
        for (var file : woven.files().entrySet()) {
            if (file.getKey().startsWith("tailcalls/LongChains")) {
                var path = CLASSES.resolve(file.getKey() + ".class");
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "privateMethod, 10000000",
        "overridableMethod, 10000000",
        "twoPrivateMethods, 10000000",
        "lambdas, 10000000",
        "interfaces, 10000000",
        "eachSuspends, 10000000",
        "someSuspend, 10000000",
        "eachAwaitsAnother, 10000000",
        "caughtAbove, 10000000"
    })
    void runsInConstantStackAndHeap(String chain, long length) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = CLASSES + File.pathSeparator + ClassPath.ofTargets();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx20m",
                        "-Xss400k",
                        "-XX:+UseSerialGC",
                        "-Xverify:all",
                        "-cp",
                        classPath,
                        "tailcalls.LongChains",
                        chain,
                        Long.toString(length))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output.lines().filter(line -> !line.contains("warning")))
                .containsExactly(Long.toString(length * (length + 1) / 2));
    }
}
