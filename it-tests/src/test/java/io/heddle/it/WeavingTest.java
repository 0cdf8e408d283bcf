package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What builds rely on: weaving is deterministic and idempotent, and leaves alone what is none of its business. */
class WeavingTest {
    private static TargetClasses targets;

    @BeforeAll
    static void compile() throws IOException {
        targets = HandWritten.compiled(Compilation.standard());
    }

    @Test
    void weavingTwiceGivesTheSameBytes() throws IOException {
        var first = HandWritten.woven(Compilation.standard(), Shape.AUTO);
        var second = WovenClasses.weave(targets);

        assertThat(first.problems()).isEmpty();
        assertThat(second.files())
                .hasSameSizeAs(first.files())
                .hasSizeGreaterThan(targets.files().size());
        first.files()
                .forEach((name, file) ->
                        assertThat(second.files().get(name)).as(name).isEqualTo(file));
    }

    @Test
    void theOrderOfTheClassesDoesNotMatter() throws IOException {
        var woven = HandWritten.woven(Compilation.standard(), Shape.AUTO);
        var backwards = new TreeMap<String, byte[]>(Comparator.reverseOrder());
        backwards.putAll(targets.files());

        try (var instrumenter = WovenClasses.instrumenter(targets)) {
            backwards.forEach(
                    (name, file) -> assertThat(instrumenter.instrument(file).classFile())
                            .as(name)
                            .isEqualTo(woven.files().get(name)));
        }
    }

    @Test
    void wovenAndGeneratedClassesAreLeftAsTheyAre() throws IOException {
        var woven = HandWritten.woven(Compilation.standard(), Shape.AUTO);

        try (var instrumenter = WovenClasses.instrumenter(targets)) {
            woven.files().forEach((name, file) -> {
                var again = instrumenter.instrument(file);
                assertThat(again.classFile()).as(name).isSameAs(file);
                assertThat(again.generated()).as(name).isEmpty();
                assertThat(again.changed()).as(name).isFalse();
            });
        }
    }

    @Test
    void classesThatDoNotMentionHeddleComeOutAsTheSameArray() throws IOException {
        var assertj = Path.of(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        var count = 0;
        try (var instrumenter = WovenClasses.instrumenter(targets);
                var jar = new JarFile(assertj.toFile())) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    var file = jar.getInputStream(entry).readAllBytes();
                    assertThat(instrumenter.instrument(file).classFile())
                            .as(entry.getName())
                            .isSameAs(file);
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(500);
    }

    @Test
    void classesOfTheRuntimeAreLeftAsTheyAre() throws IOException {
        try (var instrumenter = WovenClasses.instrumenter(targets);
                var file = Coroutine.class.getResourceAsStream("Coroutine.class")) {
            assertThat(file).isNotNull();
            var bytes = file.readAllBytes();
            assertThat(instrumenter.instrument(bytes).classFile()).isSameAs(bytes);
        }
    }

    @Test
    void everyWovenAndGeneratedClassVerifies() throws IOException {
        var woven = HandWritten.woven(Compilation.standard(), Shape.AUTO);
        var loader = new TargetLoader(woven.files(), null);
        var failures = new TreeMap<String, Throwable>();

        for (var name : woven.files().keySet()) {
            try {
                // Listing the methods links the class, which verifies it, and doesn't run its initialiser.
                assertThat(loader.loadClass(name.replace('/', '.')).getDeclaredMethods())
                        .isNotNull();
            } catch (ClassNotFoundException | LinkageError e) {
                failures.put(name, e);
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void nothingOfWhatIsAddedIsFoundOrMadeAtRunTime() throws IOException {
        var woven = WovenClasses.weave(targets);
        var inSource = RunTimeLinks.of(targets.files().values());
        var generated = new TreeMap<>(woven.files());
        generated.keySet().removeAll(targets.files().keySet());

        assertThat(inSource).isNotEmpty();
        assertThat(RunTimeLinks.of(woven.files().values())).isSubsetOf(inSource);
        assertThat(generated).isNotEmpty();
        assertThat(RunTimeLinks.of(generated.values())).isEmpty();
    }
}
