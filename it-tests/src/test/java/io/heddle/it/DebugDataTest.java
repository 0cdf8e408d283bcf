package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** The tables for debuggers name in woven targets what they named in them un-woven: each line and each variable. */
class DebugDataTest {
    /**
     * Code that nothing leads to is left out of the bodies, and its lines and variables with it; as a {@code finally} for
     * exceptions of a {@code try} that is no more than a {@code break}.
     */
    private static final Set<String> WITH_DEAD_CODE = Set.of("control/Exits", "locals/DebugData", "lambdas/DeadCode");

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"SPLIT", "COMPACT"})
    void noLineAndNoVariableIsLost(Shape shape) throws IOException {
        var targets = HandWritten.compiled(Compilation.standard());
        var woven = HandWritten.woven(Compilation.standard(), shape).files();

        targets.files().forEach((name, file) -> {
            if (!WITH_DEAD_CODE.contains(name)) {
                assertThat(tables(Objects.requireNonNull(woven.get(name))))
                        .as(name)
                        .isEqualTo(tables(file));
            }
        });
    }

    private static Set<String> tables(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        var tables = new TreeSet<String>();
        for (var method : node.methods) {
            addLines(method, tables);
            if (method.localVariables != null) {
                method.localVariables.forEach(variable ->
                        tables.add("variable " + variable.name + " " + variable.desc + " " + variable.signature));
            }
        }
        return tables;
    }

    private static void addLines(MethodNode method, Set<String> tables) {
        for (var insn : method.instructions) {
            if (insn instanceof LineNumberNode line) {
                tables.add("line " + line.line);
            }
        }
    }
}
