package io.heddle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs of the tests in processes of their own. */
final class TestJvm {
    private TestJvm() {}

    /** A JVM that is to run {@code main}, and starts fast. */
    static ProcessBuilder of(Class<?> main, String... options) {
        var classPath = Stream.of("classes", "test-classes")
                .map(it -> Path.of("target", it).toAbsolutePath().toString())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath, main.getName()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
