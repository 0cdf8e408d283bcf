package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutines;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** A woven program that ProGuard has shrunk, optimised and obfuscated together with the runtime, by the rules in its jar. */
class ShrinkingTest {
    private static final List<String> OUTPUT =
            List.of("[12, t3failed finally, 4.5, promise callback 1, from a thread, too late, 21]", "failed");

    @TempDir
    private static Path folder;

    private static Path runtime;

    private static Path jdk;
    private static TargetClasses program;

    @BeforeAll
    static void prepare() throws IOException {
        jdk = folder.resolve("jdk.jar");
        copyJavaBase(jdk);
        runtime = folder.resolve("runtime");
        copyRuntime(ClassPath.of(Coroutines.class).get(0));
        var sources = Map.of("shrinking.Main", Files.readString(Path.of("src", "twins", "shrinking", "Main.java")));
        program = TargetClasses.compile(Compilation.standard(), "shrinking", sources);
    }

    @Test
    void runsInTheSplitShape() throws Exception {
        assertThat(run(shrink(Shape.SPLIT))).isEqualTo(OUTPUT);
    }

    @Test
    void runsInTheCompactShape() throws Exception {
        assertThat(run(shrink(Shape.COMPACT))).isEqualTo(OUTPUT);
    }

    /** A field that a VarHandle is made for is looked up by name; a run may not notice that a rule for it is missing. */
    @Test
    void theRulesKeepEachFieldThatTheRuntimeLooksUp() throws IOException {
        var expected = new TreeSet<String>();
        for (var file : TargetClasses.read(runtime).files().values()) {
            var node = new ClassNode();
            new ClassReader(file).accept(node, 0);
            node.methods.forEach(method -> method.instructions.forEach(insn -> {
                if (insn instanceof MethodInsnNode call
                        && call.name.equals("findVarHandle")
                        && call.getPrevious().getPrevious() instanceof LdcInsnNode field
                        && field.getPrevious() instanceof LdcInsnNode owner) {
                    expected.add("-keepclassmembers class " + ((Type) owner.cst).getClassName() + " { *** " + field.cst
                            + "; }");
                }
            }));
        }
        assertThat(expected).isNotEmpty();
        assertThat(Files.readAllLines(rules()).stream().filter(line -> line.startsWith("-keepclassmembers ")))
                .containsExactlyElementsOf(expected);
    }

    private static Path shrink(Shape shape) throws Exception {
        var woven = Twins.write(
                "shrinking " + shape,
                WovenClasses.weave(program, List.of(), shape).files());
        var result = folder.resolve(shape + ".jar");
        var configuration = new Configuration();
        var arguments = new String[] {
            "-injars",
            woven.toAbsolutePath().toString(),
            "-injars",
            runtime + "(!module-info.class,!META-INF/versions/**)",
            "-outjars",
            result.toString(),
            "-libraryjars",
            jdk.toString(),
            "-include",
            rules().toString(),
            "-keep",
            "public class shrinking.Main { public static void main(java.lang.String[]); }",
            "-allowaccessmodification",
            "-repackageclasses",
            "-optimizationpasses",
            "3",
            "-dontnote",
        };
        try (var parser = new ConfigurationParser(arguments, new Properties())) {
            parser.parse(configuration);
        }
        new ProGuard(configuration).execute();
        return result;
    }

    private static List<String> run(Path jar) throws IOException, InterruptedException {
        return ChildJvm.run(List.of("-cp", jar.toString(), "shrinking.Main"));
    }

    /** It is a jar or a folder, as far as the build has got. */
    private static void copyRuntime(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            copyFiles(source);
        } else {
            try (var jar = FileSystems.newFileSystem(source)) {
                copyFiles(jar.getPath("/"));
            }
        }
    }

    private static void copyFiles(Path source) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = runtime.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static Path rules() {
        return runtime.resolve("META-INF").resolve("proguard").resolve("heddle.pro");
    }

    /** ProGuard reads jars; not every JDK has its modules as files. */
    private static void copyJavaBase(Path jar) throws IOException {
        var base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(base)) {
            out.setLevel(0);
            // The JDK's file system of its modules has been seen to list a class twice.
            for (var file : files.filter(path -> path.toString().endsWith(".class"))
                    .distinct()
                    .toList()) {
                out.putNextEntry(new ZipEntry(base.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }
}
