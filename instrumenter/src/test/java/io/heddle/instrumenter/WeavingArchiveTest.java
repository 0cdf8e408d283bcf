package io.heddle.instrumenter;

import static io.heddle.instrumenter.ClassFixtures.compiled;
import static io.heddle.instrumenter.ClassFixtures.generated;
import static io.heddle.instrumenter.ClassFixtures.plain;
import static io.heddle.instrumenter.ClassFixtures.woven;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WeavingArchiveTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 2, 3, 4, 5, 6);
    private static final String SIGNED_MANIFEST = """
            Manifest-Version: 1.0\r
            Main-Class: A\r
            \r
            Name: A.class\r
            SHA-256-Digest: abc\r
            \r
            Name: B.txt\r
            SHA-256-Digest: def\r
            Content-Type: text/plain\r
            \r
            """;

    private final StandInWeaver weaver = new StandInWeaver();

    @TempDir
    Path temporary;

    private Path jar;

    @BeforeEach
    void nameJar() {
        jar = temporary.resolve("lib.jar");
    }

    @Test
    void generatedClassesFollowTheirClassAndEverythingElseKeepsItsPlace() throws IOException {
        write(jar, entries("META-INF/", "", "z.txt", "zed", "p/A.class", compiled("p/A"), "a.txt", "ay"));
        weaver.weaves("p/A", "p/A$$m$Call", "p/A$$m$Frame");

        var summaries = apply();

        assertThat(read(jar).keySet())
                .containsExactly("META-INF/", "z.txt", "p/A.class", "p/A$$m$Call.class", "p/A$$m$Frame.class", "a.txt");
        assertThat(read(jar))
                .containsEntry("p/A.class", woven("p/A", "p/A$$m$Call", "p/A$$m$Frame"))
                .containsEntry("z.txt", "zed".getBytes(UTF_8));
        assertThat(summaries).containsExactly(new WeavingSummary(jar, 1, 1));
    }

    @Test
    void timesAndCompressionStay() throws IOException {
        write(jar, entries("stored/A.class", compiled("A"), "B.class", compiled("B")));
        weaver.weaves("A", "A$$m$Call").weaves("B", "B$$m$Call");

        apply();

        try (var zip = new ZipFile(jar.toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo(TIME))
                    .extracting(ZipEntry::getName, ZipEntry::getMethod)
                    .containsExactly(
                            tuple("stored/A.class", ZipEntry.STORED),
                            tuple("stored/A$$m$Call.class", ZipEntry.STORED),
                            tuple("B.class", ZipEntry.DEFLATED),
                            tuple("B$$m$Call.class", ZipEntry.DEFLATED));
        }
    }

    @Test
    void versionedFoldersAreWovenToo() throws IOException {
        write(
                jar,
                entries(
                        "p/A.class", compiled("p/A"),
                        "META-INF/versions/21/p/A.class", compiled("p/A")));
        weaver.weaves("p/A", "p/A$$m$Call");

        apply();

        assertThat(read(jar).keySet())
                .containsExactly(
                        "p/A.class",
                        "p/A$$m$Call.class",
                        "META-INF/versions/21/p/A.class",
                        "META-INF/versions/21/p/A$$m$Call.class");
    }

    @Test
    void aJarWithNothingToWeaveIsNotTouched() throws IOException {
        write(jar, entries("A.class", plain("A"), "META-INF/X.SF", "signature"));
        var before = Files.readAllBytes(jar);

        var plan = plan();
        plan.apply();

        assertThat(plan.signedJars()).isEmpty();
        assertThat(jar).hasBinaryContent(before);
    }

    @Test
    void staleGeneratedClassesAreLeftOutAndFreshOnesReplaceThoseOfTheSameName() throws IOException {
        write(
                jar,
                entries(
                        "A$$gone$Call.class", generated("A$$gone$Call", "A"),
                        "A$$m$Call.class", generated("A$$m$Call", "A", "A$$gone$Call"),
                        "A.class", compiled("A")));
        weaver.weaves("A", "A$$m$Call");

        apply();

        assertThat(read(jar))
                .containsOnlyKeys("A.class", "A$$m$Call.class")
                .containsEntry("A$$m$Call.class", generated("A$$m$Call", "A"));
    }

    @Test
    void weavingTwiceGivesTheSameJar() throws IOException {
        write(jar, entries("A.class", compiled("A")));
        weaver.weaves("A", "A$$m$Call");
        apply();
        var once = Files.readAllBytes(jar);

        apply();

        assertThat(jar).hasBinaryContent(once);
    }

    @Test
    void aSignedJarIsNamedAndLosesItsSignatureAlone() throws IOException {
        write(
                jar,
                entries(
                        "META-INF/MANIFEST.MF", SIGNED_MANIFEST,
                        "META-INF/ACME.SF", "signature",
                        "META-INF/acme.rsa", "signature",
                        "META-INF/services/x.SF", "not one",
                        "A.class", compiled("A")));
        weaver.weaves("A");

        var plan = plan();
        assertThat(plan.signedJars()).containsExactly(jar);
        plan.apply();

        assertThat(read(jar)).containsOnlyKeys("META-INF/MANIFEST.MF", "META-INF/services/x.SF", "A.class");
        assertThat(new String(read(jar).get("META-INF/MANIFEST.MF"), UTF_8)).isEqualTo("""
                        Manifest-Version: 1.0\r
                        Main-Class: A\r
                        \r
                        Name: B.txt\r
                        Content-Type: text/plain\r
                        \r
                        """);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aJarIsWovenThroughALink() throws IOException {
        var real = temporary.resolve("real.jar");
        write(real, entries("A.class", compiled("A")));
        Files.createSymbolicLink(jar, real);
        weaver.weaves("A");
        apply();

        assertThat(jar).isSymbolicLink();
        assertThat(read(real)).containsEntry("A.class", woven("A"));
    }

    @Test
    void aJarThatAScriptStartsIsRefusedUnlessNothingChanges() throws IOException {
        write(jar, entries("A.class", compiled("A")));
        Files.write(jar, concat("#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(UTF_8), Files.readAllBytes(jar)));
        var before = Files.readAllBytes(jar);

        apply();
        weaver.weaves("A");

        assertThatThrownBy(this::plan)
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "can't weave " + jar + ": what stands before its zip, and starts it, would be lost; weave its"
                                + " classes before they are packaged");
        assertThat(jar).hasBinaryContent(before);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Some tools write such jars: the JDK's own class refuses to. */
    @Test
    void ofTwoEntriesWithOneNameOneStays() throws IOException {
        write(jar, entries("A.class", compiled("A"), "LICENSE", "one", "LICENSF", "two"));
        replaceAll("LICENSF", "LICENSE");
        weaver.weaves("A");
        apply();

        assertThat(read(jar)).containsOnlyKeys("A.class", "LICENSE").containsEntry("A.class", woven("A"));
    }

    @Test
    void generatedClassesOfAClassWithoutATimeHaveTheEarliest() throws IOException {
        write(jar, entries("A.class", compiled("A")));
        var bytes = Files.readAllBytes(jar);
        var central = new String(bytes, ISO_8859_1).indexOf("PK\001\002");
        Arrays.fill(bytes, 10, 14, (byte) 0); // time and date in the header of the entry, and in the directory
        Arrays.fill(bytes, central + 12, central + 16, (byte) 0);
        Files.write(jar, bytes);
        weaver.weaves("A", "A$$m$Call");
        apply();

        assertThat(read(jar)).containsOnlyKeys("A.class", "A$$m$Call.class");
    }

    private void replaceAll(String text, String other) throws IOException {
        var bytes = Files.readAllBytes(jar);
        Files.write(jar, new String(bytes, ISO_8859_1).replace(text, other).getBytes(ISO_8859_1));
    }

    private WeavingPlan plan() throws IOException {
        return WeavingPlan.of(weaver, List.of(jar), path -> true);
    }

    private List<WeavingSummary> apply() throws IOException {
        return plan().apply();
    }

    /** Names and contents by turns. */
    private static Map<String, byte[]> entries(Object... namesAndContents) {
        var entries = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < namesAndContents.length; i += 2) {
            var content = namesAndContents[i + 1];
            entries.put(
                    (String) namesAndContents[i],
                    content instanceof String text ? text.getBytes(UTF_8) : (byte[]) content);
        }
        return entries;
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var each : entries.entrySet()) {
                var entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(TIME);
                if (each.getKey().startsWith("stored/")) {
                    store(entry, each.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
    }

    private static void store(ZipEntry entry, byte[] content) {
        var checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
