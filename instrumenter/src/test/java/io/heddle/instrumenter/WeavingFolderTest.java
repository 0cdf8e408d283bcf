package io.heddle.instrumenter;

import static io.heddle.instrumenter.ClassFixtures.compiled;
import static io.heddle.instrumenter.ClassFixtures.generated;
import static io.heddle.instrumenter.ClassFixtures.plain;
import static io.heddle.instrumenter.ClassFixtures.woven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.fixture.Messages;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WeavingFolderTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private final StandInWeaver weaver = new StandInWeaver();

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("classes"));
    }

    @Test
    void classesAreReplacedAndGeneratedOnesLieBesideThem() throws IOException {
        put("com/example/Hello.class", compiled("com/example/Hello"));
        put("com/example/Plain.class", plain("com/example/Plain"));
        weaver.weaves("com/example/Hello", "com/example/Hello$$greet$Call");

        var summaries = apply();

        assertThat(files())
                .containsOnlyKeys(
                        "com/example/Hello.class", "com/example/Hello$$greet$Call.class", "com/example/Plain.class")
                .containsEntry("com/example/Hello.class", woven("com/example/Hello", "com/example/Hello$$greet$Call"))
                .containsEntry(
                        "com/example/Hello$$greet$Call.class",
                        generated("com/example/Hello$$greet$Call", "com/example/Hello"));
        assertThat(summaries).containsExactly(new WeavingSummary(folder, 2, 1));
        assertThat(summaries.get(0)).hasToString("wove 1 class of 2 in " + folder);
    }

    @Test
    void whatDoesNotChangeIsNotWritten() throws IOException {
        put("A.class", compiled("A"));
        put("B.class", plain("B"));
        weaver.weaves("A", "A$$m$Call");
        apply();
        ageAll();

        var summaries = apply();

        assertThat(times()).containsOnly(LONG_AGO);
        assertThat(summaries).containsExactly(new WeavingSummary(folder, 2, 0));
    }

    @Test
    void aClassThatIsCompiledAgainIsWovenAgainAndItsGeneratedClassesStay() throws IOException {
        put("A.class", compiled("A"));
        weaver.weaves("A", "A$$m$Call");
        apply();
        put("A.class", compiled("A"));
        ageAll();

        apply();

        assertThat(files()).containsEntry("A.class", woven("A", "A$$m$Call"));
        assertThat(Files.getLastModifiedTime(folder.resolve("A$$m$Call.class"))).isEqualTo(LONG_AGO);
    }

    @Test
    void generatedClassesThatTheirOwnerNoLongerNeedsAreRemoved() throws IOException {
        put("A.class", compiled("A"));
        put("A$$old$Call.class", generated("A$$old$Call", "A"));
        weaver.weaves("A", "A$$fresh$Call");

        apply();

        assertThat(files()).containsOnlyKeys("A.class", "A$$fresh$Call.class");
    }

    @Test
    void generatedClassesOfAClassWithoutAsyncMethodsAreRemoved() throws IOException {
        put("p/A.class", plain("p/A"));
        put("p/A$$m$Call.class", generated("p/A$$m$Call", "p/A"));

        apply();

        assertThat(files()).containsOnlyKeys("p/A.class");
    }

    @Test
    void generatedClassesOfADeletedClassAreRemoved() throws IOException {
        put("p/A$$m$Call.class", generated("p/A$$m$Call", "p/A"));

        apply();

        assertThat(files()).isEmpty();
    }

    @Test
    void generatedClassesThatOnlyAnotherGeneratedOneRefersToStay() throws IOException {
        put("A.class", woven("A", "A$$m$Call"));
        put("A$$m$Call.class", generated("A$$m$Call", "A", "A$$m$Frame"));
        put("A$$m$Frame.class", generated("A$$m$Frame", "A"));
        put("A$$n$Frame.class", generated("A$$n$Frame", "A", "A$$n$Frame"));

        apply();

        assertThat(files()).containsOnlyKeys("A.class", "A$$m$Call.class", "A$$m$Frame.class");
    }

    @Test
    void aUsersClassWithDollarSignsIsNotTakenForAGeneratedOne() throws IOException {
        put("A.class", plain("A"));
        put("A$$m$Call.class", compiled("A$$m$Call"));

        apply();

        assertThat(files()).containsOnlyKeys("A.class", "A$$m$Call.class");
    }

    @Test
    void aUsersClassIsNotReplacedByAGeneratedOne() throws IOException {
        put("p/A.class", compiled("p/A"));
        put("p/A$$m$Call.class", plain("p/A$$m$Call"));
        weaver.weaves("p/A", "p/A$$m$Call");

        assertThat(plan().diagnostics()).map(Messages::of).containsExactly("""
                p.A: error: [HED026] a class that would be generated for `p.A` has the name of one that is there: `p.A$$m$Call`
                  The generated class would take the place of that one.
                  Give that class, or the method, another name.""");
    }

    @Test
    void oneErrorAnywhereKeepsEveryFileAsItIs() throws IOException {
        put("A.class", compiled("A"));
        put("B.class", compiled("B"));
        put("C.class", compiled("C"));
        var ofB = error(DiagnosticCode.HED001, "B");
        var ofC = error(DiagnosticCode.HED001, "C");
        weaver.weaves("A", "A$$m$Call").refuses("B", ofB).refuses("C", ofC);

        var plan = plan();

        assertThat(plan.diagnostics()).containsExactly(ofB, ofC);
        assertThatThrownBy(plan::apply)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a plan with errors can't be applied");
        assertThat(files()).containsOnlyKeys("A.class", "B.class", "C.class").containsEntry("A.class", compiled("A"));
    }

    @Test
    void aMissingRuntimeIsToldOfOneClass() throws IOException {
        put("A.class", compiled("A"));
        put("B.class", compiled("B"));
        var ofA = error(DiagnosticCode.HED018, "A");
        weaver.refuses("A", ofA).refuses("B", error(DiagnosticCode.HED018, "B"));

        assertThat(plan().diagnostics()).containsExactly(ofA);
    }

    @Test
    void classesThatAreNotSelectedAreLeftAlone() throws IOException {
        put("p/A.class", compiled("p/A"));
        put("q/A.class", compiled("q/A"));
        weaver.weaves("p/A").weaves("q/A");

        WeavingPlan.of(weaver, List.of(folder), path -> path.startsWith("p/")).apply();

        assertThat(files()).containsEntry("p/A.class", woven("p/A")).containsEntry("q/A.class", compiled("q/A"));
    }

    @Test
    void aDefectOfTheWeaverNamesTheClass() throws IOException {
        put("p/A.class", compiled("p/A"));

        assertThatThrownBy(() -> WeavingPlan.of(
                        classFile -> {
                            throw new IllegalStateException("no frame");
                        },
                        List.of(folder),
                        path -> true))
                .isInstanceOf(WeavingException.class)
                .hasMessage("Heddle could not weave p/A.class in " + folder
                        + "; this is a defect of Heddle, please report it: java.lang.IllegalStateException: no frame");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacedFilesAreReadableByOthersAsBefore() throws IOException {
        put("A.class", compiled("A"));
        var before = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("A.class")));
        weaver.weaves("A", "A$$m$Call");

        apply();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("A.class"))))
                .isEqualTo(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderIsWovenThroughALinkAndSoIsAPackage() throws IOException {
        put("A.class", compiled("A"));
        var elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.write(elsewhere.resolve("B.class"), compiled("p/B"));
        Files.createSymbolicLink(folder.resolve("p"), elsewhere);
        weaver.weaves("A").weaves("p/B");
        folder = Files.createSymbolicLink(temporary.resolve("link"), folder);

        assertThat(apply()).containsExactly(new WeavingSummary(folder, 2, 2));
        assertThat(Files.readAllBytes(elsewhere.resolve("B.class"))).isEqualTo(woven("p/B"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCircleOfLinksIsNotFollowedForEver() throws IOException {
        Files.createSymbolicLink(folder.resolve("again"), folder);

        assertThatThrownBy(this::apply).isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacedFilesKeepTheirPermissions() throws IOException {
        put("A.class", compiled("A"));
        var permissions = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(folder.resolve("A.class"), permissions);
        weaver.weaves("A");
        apply();

        assertThat(Files.getPosixFilePermissions(folder.resolve("A.class"))).isEqualTo(permissions);
    }

    private WeavingPlan plan() throws IOException {
        return WeavingPlan.of(weaver, List.of(folder), path -> true);
    }

    private List<WeavingSummary> apply() throws IOException {
        return plan().apply();
    }

    private void put(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void ageAll() throws IOException {
        for (var name : files().keySet()) {
            Files.setLastModifiedTime(folder.resolve(name), LONG_AGO);
        }
    }

    private List<FileTime> times() throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> file.toFile().lastModified())
                    .map(FileTime::fromMillis)
                    .toList();
        }
    }

    private Map<String, byte[]> files() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Diagnostic error(DiagnosticCode code, String className) {
        return new Diagnostic(code, className, "m", className + ".java", 3, "wrong", null);
    }
}
