package io.heddle.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What users get to see of the usual mistakes, as texts that somebody has looked at: where it is, and why. Each program of
 * {@code src/wrong} is run as a program is; what it logs and what it throws is compared. Where that changes on purpose,
 * copy the new file over the old one. What the build refuses is in the tests of the diagnostics.
 */
class WrongProgramsTest {
    private static final Path SOURCES = Path.of("src", "wrong");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "wrong");
    private static final Path ACTUAL = Path.of("target", "golden", "wrong");
    private static final List<String> NOT_WOVEN = List.of("wrong/Unwoven", "wrong/UnwovenTests");

    @TestFactory
    Stream<DynamicTest> programs() throws IOException {
        Files.createDirectories(ACTUAL);
        var sources = sources();
        var targets = TargetClasses.compile(Compilation.standard(), "wrong", sources);
        var woven = WovenClasses.weave(targets);
        assertThat(woven.problems()).isEmpty();
        var classes = new TreeMap<>(woven.files());
        NOT_WOVEN.forEach(
                name -> classes.put(name, Objects.requireNonNull(targets.files().get(name))));
        return sources.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> check(name.substring(name.indexOf('.') + 1), new TargetLoader(classes, null))));
    }

    /** The text of each program, by the name of its class. */
    private static SortedMap<String, String> sources() throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.toList()) {
                sources.put("wrong." + file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    private static void check(String name, ClassLoader loader) throws Exception {
        var main = loader.loadClass("wrong." + name).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        var seen = Collections.synchronizedList(new ArrayList<String>());
        var thread = new Thread(() -> {
            try {
                main.invoke(null, (Object) new String[0]);
            } catch (ReflectiveOperationException e) {
                seen.add("Exception in thread \"main\" " + ofProgram(e.getCause()));
            }
        });
        var log = new Log(seen, thread);
        thread.start();
        thread.join();
        log.close();

        var text = String.join("", seen);
        var golden = GOLDEN.resolve(name + ".txt");
        var actual = Files.writeString(ACTUAL.resolve(name + ".txt"), text);
        assertThat(text)
                .as("%s differs from %s", actual.toAbsolutePath(), golden.toAbsolutePath())
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }

    /** As printed, without the lines of the JDK, and of what stands below the program. */
    private static String ofProgram(@Nullable Throwable e) {
        return e == null ? "" : ofProgram(WovenProgram.printed(e));
    }

    private static String ofProgram(String text) {
        return WovenProgram.withoutLambdaNumbers(text)
                .replaceAll("blocking-\\d+", "blocking-1")
                .lines()
                .filter(line -> !line.startsWith("\tat java.base/")
                        && !line.contains("jdk.internal.reflect.")
                        && !line.contains(WrongProgramsTest.class.getName()))
                .map(line -> line.replaceFirst("\\.\\.\\. \\d+ more", "... more") + "\n")
                .collect(joining())
                .replaceAll("(\tat .*\n)\\1{100,}", "$1\t(the same again and again)\n");
    }

    /**
     * Notes what Heddle logs, but for long steps: on a busy machine any may be one. Interrupts a program that is told to
     * stand still, as its user would.
     */
    private static final class Log extends Handler {
        private final Logger logger = Logger.getLogger("io.heddle");
        private final List<String> seen;
        private final Thread program;

        Log(List<String> seen, Thread program) {
            this.seen = seen;
            this.program = program;
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            var message = record.getMessage();
            if (!message.contains(" the loop for ")) {
                seen.add(record.getLevel() + ": " + ofProgram(message) + ofProgram(record.getThrown()));
            }
            if (message.startsWith("nothing has happened ")) {
                program.interrupt();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }
}
