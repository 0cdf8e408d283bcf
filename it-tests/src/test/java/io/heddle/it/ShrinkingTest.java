package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import io.heddle.Coroutines;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
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

/**
 * A woven program that ProGuard or R8 has shrunk, optimised and obfuscated together with the runtime, by the rules in its
 * jar.
 */
class ShrinkingTest {
    private static final String KEPT = "public class shrinking.Main { public static void main(java.lang.String[]); }";
    private static final List<String> OUTPUT =
            List.of("[12, t3failed finally, 4.5, promise callback 1, from a thread, too late, 21]", "failed");

    @TempDir
    private static Path folder;

    private static Path runtime;

    private static Path jdk;
    private static TargetClasses program;

    @BeforeAll
    static void prepare() throws IOException {
        jdk = JavaBase.copy(folder.resolve("jdk.jar"));
        runtime = folder.resolve("runtime");
        copyRuntime(ClassPath.of(Coroutines.class).get(0));
        var sources = Map.of("shrinking.Main", Files.readString(Path.of("src", "twins", "shrinking", "Main.java")));
        program = TargetClasses.compile(Compilation.standard(), "shrinking", sources);
    }

    @Test
    void runsInTheSplitShapeWhenProGuardHasShrunkIt() throws Exception {
        assertThat(run(shrunkByProGuard(Shape.SPLIT))).isEqualTo(OUTPUT);
    }

    @Test
    void runsInTheCompactShapeWhenR8HasShrunkIt() throws Exception {
        assertThat(run(shrunkByR8(Shape.COMPACT))).isEqualTo(OUTPUT);
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

    private static Path woven(Shape shape) throws IOException {
        return Twins.write(
                "shrinking " + shape,
                WovenClasses.weave(program, List.of(), shape).files());
    }

    private static Path shrunkByProGuard(Shape shape) throws Exception {
        var woven = woven(shape);
        var result = folder.resolve("ProGuard " + shape + ".jar");
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
            KEPT,
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

    private static Path shrunkByR8(Shape shape) throws Exception {
        var result = folder.resolve("r8 " + shape + ".jar");
        R8.run(R8Command.builder(new Silence())
                .addProgramFiles(classFilesIn(woven(shape)))
                .addProgramFiles(classFilesIn(runtime))
                .addLibraryFiles(jdk)
                .addProguardConfigurationFiles(rules())
                .addProguardConfiguration(
                        List.of("-keep " + KEPT, "-allowaccessmodification", "-repackageclasses"), Origin.unknown())
                .setMode(CompilationMode.RELEASE)
                .setOutput(result, OutputMode.ClassFile)
                .build());
        return result;
    }

    /** It tells of each rule for a class that the JDK at hand hasn't got. */
    private static final class Silence implements DiagnosticsHandler {
        @Override
        public void info(Diagnostic unused) {}
    }

    private static List<Path> classFilesIn(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")
                            && !file.endsWith("module-info.class")
                            && !directory.relativize(file).startsWith("META-INF"))
                    .toList();
        }
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
}
