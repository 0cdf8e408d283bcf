package io.heddle.instrumenter.analysis;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.util.Printer;

/**
 * What the analysis knows before each instruction, a line each: {@code ALOAD  [A J T] [new B]} has an {@code A} and a long
 * as locals, and an uninitialised {@code B} on the stack. Unusable locals at the end are left out, and so is what stands
 * for the second slot of a long or double.
 */
final class TypeDump {
    private TypeDump() {}

    static String of(String owner, MethodNode method) {
        var types = TypeAnalysis.analyze(owner, method);
        var lines = new StringBuilder();
        for (var i = 0; i < method.instructions.size(); i++) {
            var opcode = method.instructions.get(i).getOpcode();
            if (opcode >= 0) {
                lines.append("%-13s %s %s\n"
                        .formatted(Printer.OPCODES[opcode], names(locals(types, i)), names(types.stack(i))));
            }
        }
        return lines.toString();
    }

    private static List<VerificationType> locals(TypeFrames types, int index) {
        var locals = new ArrayList<VerificationType>();
        for (var slot = 0;
                slot < types.locals(index);
                slot += locals.get(locals.size() - 1).getSize()) {
            locals.add(types.local(index, slot));
        }
        while (!locals.isEmpty() && locals.get(locals.size() - 1).equals(VerificationType.TOP)) {
            locals.remove(locals.size() - 1);
        }
        return locals;
    }

    private static String names(List<VerificationType> types) {
        return types.stream().map(TypeDump::name).collect(joining(" ", "[", "]"));
    }

    private static String name(VerificationType type) {
        return switch (type.kind()) {
            case TOP -> "T";
            case INT -> "I";
            case FLOAT -> "F";
            case LONG -> "J";
            case DOUBLE -> "D";
            case NULL -> "null";
            case UNINITIALIZED_THIS -> "raw this";
            case UNINITIALIZED -> "new " + (type.creation() instanceof TypeInsnNode creation ? creation.desc : "?");
            case OBJECT -> type.objectName();
        };
    }
}
