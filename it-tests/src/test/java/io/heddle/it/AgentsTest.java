package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.agent.HeddleAgent;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.util.Printer;

/** Heddle's agent beside those of a coverage tool and a profiler, in either order. */
class AgentsTest {
    private static final String RESULT = "1; .5failed.14; .";
    private static final String RETRANSFORMED = "retransformed agents/Main, woven: true";

    @TempDir
    private static Path folder;

    private static Path heddle;
    private static Path jacoco;
    private static Path profiler;
    private static Path plainClasses;
    private static Path wovenClasses;

    @BeforeAll
    static void prepare() throws IOException {
        heddle = AgentJar.write(
                folder.resolve("heddle.jar"),
                HeddleAgent.class,
                ClassReader.class,
                ClassNode.class,
                Analyzer.class,
                Remapper.class,
                Printer.class);
        profiler = AgentJar.write(folder.resolve("profiler.jar"), RetransformingAgent.class, ClassReader.class);
        jacoco = folder.resolve("jacoco.jar");
        try (var jar = org.jacoco.agent.AgentJar.getResourceAsStream()) {
            Files.copy(jar, jacoco);
        }
        var sources = Map.of("agents.Main", Files.readString(Path.of("src", "twins", "agents", "Main.java")));
        var unwoven = TargetClasses.compile(Compilation.standard(), "agents", sources);
        plainClasses = unwoven.directory();
        wovenClasses = Twins.write(
                "agents woven",
                WovenClasses.weave(unwoven, List.of(), Shape.AUTO).files());
    }

    @Test
    void coverageSeesWovenClasses() throws Exception {
        assertThat(run(plainClasses, heddle, jacoco)).containsExactly(RESULT);
    }

    @Test
    void coverageMayComeFirst() throws Exception {
        assertThat(run(plainClasses, jacoco, heddle)).containsExactly(RESULT);
    }

    @Test
    void classesWovenByTheBuildAreCovered() throws Exception {
        assertThat(run(wovenClasses, jacoco)).containsExactly(RESULT);
    }

    @Test
    void aProfilerChangesWovenCodeWhileItIsSuspended() throws Exception {
        assertThat(run(plainClasses, heddle, profiler)).containsExactly(RETRANSFORMED, RETRANSFORMED, RESULT);
    }

    @Test
    void aProfilerMayComeFirst() throws Exception {
        assertThat(run(plainClasses, profiler, heddle)).containsExactly(RETRANSFORMED, RETRANSFORMED, RESULT);
    }

    @Test
    void allOfThemTogether() throws Exception {
        assertThat(run(plainClasses, profiler, heddle, jacoco)).containsExactly(RETRANSFORMED, RETRANSFORMED, RESULT);
    }

    private static List<String> run(Path classes, Path... agents) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        for (var agent : agents) {
            var options = agent.equals(jacoco) ? "=output=none" : "";
            arguments.add("-javaagent:" + agent + options);
        }
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.addAll(ClassPath.of(ClassReader.class));
        classPath.add(classes);
        arguments.addAll(List.of("-cp", ClassPath.join(classPath), "agents.Main"));
        return ChildJvm.run(arguments);
    }
}
