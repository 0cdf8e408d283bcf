package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/**
 * The comparison of {@link DifferentialTest}, for targets that ProGuard has optimised before they are woven. It moves
 * code, reuses locals as soon as it can, leaves values on the stack, and cuts the ranges of variables and handlers.
 */
class OptimisedByProGuardTest {
    private static final int MASKS = 2;
    /** Those of which weaving has to guess what the source was. */
    private static final List<String> PACKAGES = List.of("iteration", "closes");

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicNode> targets() throws Exception {
        var targets = selected(HandWritten.compiled(Compilation.standard()));
        var jdk = JavaBase.copy(folder.resolve("jdk.jar"));
        var nodes = new ArrayList<DynamicNode>();
        for (var debugData : List.of(true, false)) {
            var woven = WovenClasses.weave(optimised(targets, jdk, debugData), List.of(), Shape.AUTO);
            var name = debugData ? "with debug data" : "without debug data";
            nodes.add(Differential.tests(name, TargetRuns.of(targets, woven), MASKS));
        }
        return nodes.stream();
    }

    private static TargetClasses selected(TargetClasses targets) {
        var files = new TreeMap<>(targets.files());
        files.keySet().removeIf(name -> !PACKAGES.contains(name.substring(0, name.indexOf('/'))));
        return targets.with(files);
    }

    private static TargetClasses optimised(TargetClasses targets, Path jdk, boolean debugData) throws Exception {
        var classes = Twins.write("before ProGuard", targets.files());
        var jar = folder.resolve("debug data " + debugData + ".jar");
        var arguments = new ArrayList<>(List.of(
                "-injars",
                classes.toAbsolutePath().toString(),
                "-outjars",
                jar.toString(),
                "-libraryjars",
                jdk.toString(),
                "-optimizationpasses",
                "3",
                "-allowaccessmodification",
                "-keepnames",
                "class **",
                "-keepclasseswithmembers",
                "class ** { static io.heddle.Coroutine *(io.heddle.it.Probe); }",
                "-keepclassmembers,allowshrinking,allowobfuscation",
                "class * { @io.heddle.Async *; }",
                "-keepclassmembers,allowoptimization",
                "enum * { public static **[] values(); }",
                "-keepattributes",
                "*Annotation*,InnerClasses,NestHost,NestMembers,Record"
                        + (debugData ? ",LineNumberTable,LocalVariableTable" : ""),
                "-dontnote",
                "-dontwarn"));
        for (var path : ClassPath.entries()) {
            arguments.add("-libraryjars");
            arguments.add(path.toAbsolutePath().toString());
        }
        var configuration = new Configuration();
        try (var parser = new ConfigurationParser(arguments.toArray(String[]::new), new Properties())) {
            parser.parse(configuration);
        }
        new ProGuard(configuration).execute();
        return targets.with(classesIn(jar));
    }

    private static SortedMap<String, byte[]> classesIn(Path jar) throws IOException {
        try (var files = FileSystems.newFileSystem(jar)) {
            return TargetClasses.filesIn(files.getPath("/"));
        }
    }
}
