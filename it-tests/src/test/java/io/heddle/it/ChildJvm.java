package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with full verification. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs {@code java} to its end and gives what it printed, errors included; it must end with status 0. */
    static List<String> run(List<String> arguments) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        // Newer JVMs deprecate -Xverify and say so.
        var lines = output.lines()
                .filter(line -> !line.contains("warning: Options -Xverify"))
                .toList();
        assertThat(process.exitValue())
                .as("exit status of %s: %s", arguments, lines)
                .isZero();
        return lines;
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xverify:all", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        return command;
    }
}
