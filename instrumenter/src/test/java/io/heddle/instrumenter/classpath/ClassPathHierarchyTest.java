package io.heddle.instrumenter.classpath;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import io.heddle.instrumenter.fixture.JavaSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ClassPathHierarchyTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsTheJdkFromItsImage() {
        try (var hierarchy = new ClassPathHierarchy(List.of())) {
            assertThat(requireNonNull(hierarchy.find("java/util/ArrayList")))
                    .returns("java/util/AbstractList", ClassHeader::superName)
                    .returns(
                            List.of(
                                    "java/util/List",
                                    "java/util/RandomAccess",
                                    "java/lang/Cloneable",
                                    "java/io/Serializable"),
                            ClassHeader::interfaces);
            assertThat(requireNonNull(hierarchy.find("java/lang/Object")).superName())
                    .isNull();
            assertThat(requireNonNull(hierarchy.find("java/sql/Connection")).interfaces())
                    .containsExactly("java/sql/Wrapper", "java/lang/AutoCloseable");
        }
    }

    @Test
    void readsFolders() throws IOException {
        writeTo(
                folder,
                JavaSources.of("package p;\nclass A extends Thread implements Comparable<A> {"
                                + " public int compareTo(A other) { return 0; } }")
                        .compile());

        try (var hierarchy = new ClassPathHierarchy(List.of(folder))) {
            assertThat(hierarchy.find("p/A"))
                    .isEqualTo(new ClassHeader(
                            "p/A", "java/lang/Thread", List.of("java/lang/Comparable"), Opcodes.ACC_SUPER));
        }
    }

    @Test
    void readsTheVersionOfAMultiReleaseJarThatThisJdkLoads() throws IOException {
        var jar = folder.resolve("multi.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(out, "p/A.class", classFile("p/A", "p/Base", Opcodes.V1_8));
            add(out, "META-INF/versions/9/p/A.class", classFile("p/A", "p/Base9", Opcodes.V9));
            add(out, "META-INF/versions/99/p/A.class", classFile("p/A", "p/Base99", Opcodes.V9));
            add(out, "p/B.class", classFile("p/B", "p/Base", Opcodes.V1_8));
        }

        try (var hierarchy = new ClassPathHierarchy(List.of(jar))) {
            assertThat(requireNonNull(hierarchy.find("p/A")).superName()).isEqualTo("p/Base9");
            assertThat(requireNonNull(hierarchy.find("p/B")).superName()).isEqualTo("p/Base");
        }
    }

    @Test
    void takesTheFirstEntryThatHasTheClass() throws IOException {
        var first = Files.createDirectory(folder.resolve("first"));
        var second = Files.createDirectory(folder.resolve("second"));
        writeTo(first, Map.of("p/A", classFile("p/A", "p/First", Opcodes.V17)));
        writeTo(second, Map.of("p/A", classFile("p/A", "p/Second", Opcodes.V17)));

        try (var hierarchy = new ClassPathHierarchy(List.of(first, second))) {
            assertThat(requireNonNull(hierarchy.find("p/A")).superName()).isEqualTo("p/First");
        }
    }

    @Test
    void readsHeadersOfClassFilesThatAreNewerThanItself() throws IOException {
        var classFile = classFile("p/A", "p/Base", Opcodes.V17);
        classFile[7] = 120;
        writeTo(folder, Map.of("p/A", classFile));

        try (var hierarchy = new ClassPathHierarchy(List.of(folder))) {
            assertThat(requireNonNull(hierarchy.find("p/A")).superName()).isEqualTo("p/Base");
        }
    }

    @Test
    void takesWhatTheManifestOfAJarNamesBehindThatJar() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        jar("app.jar", "lib/a%20b.jar http://example.com/c.jar ht^tp lib/missing.jar", "p/A", "p/OfApp");
        jar("lib/a b.jar", "../app.jar ../classes/", "p/A", "p/OfLib", "p/B", "p/OfLib");
        writeTo(folder.resolve("classes"), Map.of("p/C", classFile("p/C", "p/OfClasses", Opcodes.V17)));
        writeTo(folder, Map.of("p/D", classFile("p/D", "p/BesideTheJars", Opcodes.V17)));
        jar("last.jar", " ", "p/B", "p/OfLast", "p/D", "p/OfLast");

        try (var hierarchy = new ClassPathHierarchy(List.of(folder.resolve("app.jar"), folder.resolve("last.jar")))) {
            assertThat(Stream.of("p/A", "p/B", "p/C", "p/D")
                            .map(name -> requireNonNull(hierarchy.find(name)).superName()))
                    .containsExactly("p/OfApp", "p/OfLib", "p/OfClasses", "p/OfLast");
        }
    }

    /** Classes and their superclasses by turns. */
    private void jar(String name, String classPath, String... classes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (var out = new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest)) {
            for (var i = 0; i < classes.length; i += 2) {
                add(out, classes[i] + ".class", classFile(classes[i], classes[i + 1], Opcodes.V17));
            }
        }
    }

    @Test
    void passesOverWhatIsNoClassPathEntryAndWhatIsNoClassFile() throws IOException {
        var library = Files.write(folder.resolve("native.so"), new byte[] {1, 2, 3});
        writeTo(folder, Map.of("p/Broken", new byte[] {1, 2, 3}));

        try (var hierarchy = new ClassPathHierarchy(List.of(folder.resolve("missing.jar"), library, folder))) {
            assertThat(hierarchy.find("p/Broken")).isNull();
            assertThat(hierarchy.find("p/Missing")).isNull();
            assertThat(hierarchy.find("NoPackage")).isNull();
        }
    }

    @Test
    void keepsWhatItFound() throws IOException {
        writeTo(folder, Map.of("p/A", classFile("p/A", "p/Base", Opcodes.V17)));

        try (var hierarchy = new ClassPathHierarchy(List.of(folder))) {
            var header = hierarchy.find("p/A");
            Files.delete(folder.resolve("p/A.class"));

            assertThat(hierarchy.find("p/A")).isNotNull().isSameAs(header);
        }
    }

    @Test
    void showsTheClassesInWorkBeforeThoseOfTheClassPath() {
        var overlay = new OverlayHierarchy(name ->
                name.equals("p/A") || name.equals("p/B") ? new ClassHeader(name, "p/OnDisk", List.of(), 0) : null);
        overlay.add(classFile("p/A", "p/InWork", Opcodes.V17));
        overlay.add(new byte[] {1, 2, 3});

        assertThat(requireNonNull(overlay.find("p/A")).superName()).isEqualTo("p/InWork");
        assertThat(requireNonNull(overlay.find("p/B")).superName()).isEqualTo("p/OnDisk");
        assertThat(overlay.find("p/C")).isNull();
    }

    private static byte[] classFile(String name, String superName, int version) {
        var writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, superName, null);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void writeTo(Path folder, Map<String, byte[]> classFiles) throws IOException {
        for (var classFile : classFiles.entrySet()) {
            var file = folder.resolve(classFile.getKey() + ".class");
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.write(file, classFile.getValue());
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        OutputStream out = jar;
        out.write(content);
        jar.closeEntry();
    }
}
