package io.heddle.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dotty.tools.dotc.Main;
import groovy.lang.GroovyObject;
import io.heddle.instrumenter.model.Shape;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kotlin.KotlinVersion;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import scala.Console;

/** The comparison of {@link DifferentialTest} for class files that javac has not made. */
class OtherCompilersTest {
    private static final int MASKS = Integer.getInteger("heddle.masks", 4);

    @TestFactory
    Stream<DynamicNode> eclipseOfRelease8() throws IOException {
        var compilation = new Compilation("Eclipse release 8", 8, true, new EclipseCompiler());
        return Stream.of(Differential.tests(compilation.name(), HandWritten.runs(compilation, Shape.AUTO), MASKS));
    }

    /** What takes records apart, with variables that nothing tells from those of the compiler. */
    @TestFactory
    @EnabledForJreRange(min = JRE.JAVA_21)
    Stream<DynamicNode> patternsByEclipseWithoutDebugData() throws IOException {
        var compilation = new Compilation("Eclipse release 21 without debug data", 21, false, new EclipseCompiler());
        var sources = compilation.sources().stream()
                .filter(source -> source.startsWith(Path.of("src", "targets", "java21", "patterns")))
                .toList();
        var targets = TargetClasses.compile(compilation, compilation.name(), sources, List.of());
        return Stream.of(Differential.tests(compilation.name(), TargetRuns.of(targets, List.of(), Shape.AUTO), MASKS));
    }

    @TestFactory
    Stream<DynamicNode> kotlin() throws IOException {
        return kotlin("kotlin", "-jvm-target", "17");
    }

    /** As for JVMs that know no invokedynamic: a lambda is a class, and so is what is made of one for an interface of Java's. */
    @TestFactory
    Stream<DynamicNode> kotlinWithClasses() throws IOException {
        return kotlin(
                "kotlin with classes",
                "-jvm-target",
                "1.8",
                "-Xlambdas=class",
                "-Xsam-conversions=class",
                "-Xstring-concat=inline");
    }

    private static Stream<DynamicNode> kotlin(String name, String... options) throws IOException {
        var directory = TargetClasses.emptyDirectory(name);
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "-no-stdlib",
                "-no-reflect",
                "-nowarn",
                "-cp",
                classPathWith(KotlinVersion.class),
                "-d",
                directory.toString(),
                "src/targets/kotlin"));
        var messages = new ByteArrayOutputStream();
        var result = new K2JVMCompiler().exec(new PrintStream(messages, true, UTF_8), arguments.toArray(String[]::new));
        assertThat(result).as(messages.toString(UTF_8)).isEqualTo(ExitCode.OK);
        return tests(name, directory, KotlinVersion.class);
    }

    @TestFactory
    Stream<DynamicNode> groovy() throws IOException {
        var directory = TargetClasses.emptyDirectory("groovy");
        var configuration = new CompilerConfiguration();
        configuration.setTargetDirectory(directory.toFile());
        configuration.setTargetBytecode(CompilerConfiguration.JDK17);
        configuration.setClasspath(ClassPath.join(ClassPath.entries()));
        var unit = new CompilationUnit(configuration);
        unit.addSource(new File("src/targets/groovy/Programs.groovy"));
        unit.addSource(new File("src/targets/groovy/Loops.groovy"));
        unit.compile();
        return tests("groovy", directory, GroovyObject.class);
    }

    @TestFactory
    Stream<DynamicNode> scala() throws IOException {
        var directory = TargetClasses.emptyDirectory("scala");
        var messages = new ByteArrayOutputStream();
        String[] arguments = {
            "-classpath",
            classPathWith(Console.class),
            "-color",
            "never",
            "-d",
            directory.toString(),
            "src/targets/scala/Programs.scala"
        };
        var report = Console.withErr(new PrintStream(messages, true, UTF_8), () -> Main.process(arguments));
        assertThat(report.hasErrors()).as(messages.toString(UTF_8)).isFalse();
        return tests("scala", directory, Console.class);
    }

    private static String classPathWith(Class<?> library) {
        return ClassPath.ofTargets() + File.pathSeparator + ClassPath.join(ClassPath.of(library));
    }

    private static Stream<DynamicNode> tests(String name, Path directory, Class<?> library) throws IOException {
        var targets = TargetClasses.read(directory);
        var containers = new ArrayList<DynamicNode>();
        for (var shape : List.of(Shape.SPLIT, Shape.COMPACT)) {
            var runs = TargetRuns.of(targets, ClassPath.of(library), shape);
            containers.add(Differential.tests(name + " " + shape, runs, MASKS));
        }
        return containers.stream();
    }
}
