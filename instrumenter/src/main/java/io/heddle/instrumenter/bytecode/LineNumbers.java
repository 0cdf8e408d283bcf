package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Source lines of instructions; 0 stands for "the class file doesn't tell". */
public final class LineNumbers {
    private LineNumbers() {}

    /** The line of an instruction: that of the nearest line number before it. */
    public static int of(AbstractInsnNode instruction) {
        for (@Nullable AbstractInsnNode node = instruction; node != null; node = node.getPrevious()) {
            if (node instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    /** The first line of a method's code. */
    public static int firstOf(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
