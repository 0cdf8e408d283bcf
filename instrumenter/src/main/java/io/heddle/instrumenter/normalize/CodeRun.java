package io.heddle.instrumenter.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Instructions that stand together, as entries of a method's tables tell of them.
 *
 * @param start the label before the first one
 * @param end the label behind the last one
 */
record CodeRun(LabelNode start, LabelNode end) {
    /** Puts labels around the runs in which {@code covered} stand in a method; gives them in the order of the code. */
    static List<CodeRun> of(Set<AbstractInsnNode> covered, MethodNode method) {
        var runs = new ArrayList<CodeRun>();
        @Nullable AbstractInsnNode first = null;
        @Nullable AbstractInsnNode last = null;
        for (var instruction : method.instructions.toArray()) {
            if (covered.contains(instruction)) {
                first = first == null ? instruction : first;
                last = instruction;
            } else if (instruction.getOpcode() >= 0 && first != null && last != null) {
                runs.add(around(first, last, method));
                first = null;
            }
        }
        if (first != null && last != null) {
            runs.add(around(first, last, method));
        }
        return runs;
    }

    private static CodeRun around(AbstractInsnNode first, AbstractInsnNode last, MethodNode method) {
        var run = new CodeRun(new LabelNode(), new LabelNode());
        method.instructions.insertBefore(first, run.start);
        method.instructions.insert(last, run.end);
        return run;
    }
}
