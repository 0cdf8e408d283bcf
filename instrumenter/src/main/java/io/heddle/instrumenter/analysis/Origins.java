package io.heddle.instrumenter.analysis;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Where the values come from that one method works with; what can't be reached has none. */
public final class Origins {
    private final MethodNode method;
    private final @Nullable Frame<Origin>[] before;
    private final OriginRules rules;
    /** Worked out when it is first asked for: most passes never do. */
    private @Nullable Set<AbstractInsnNode> usedMakers;

    Origins(MethodNode method, @Nullable Frame<Origin>[] before, OriginRules rules) {
        this.method = method;
        this.before = before;
        this.rules = rules;
    }

    /** Whether any path leads to an instruction. */
    public boolean isReachable(AbstractInsnNode instruction) {
        return frameBefore(instruction) != null;
    }

    /** How many operands there are before an instruction. */
    public int stackHeight(AbstractInsnNode instruction) {
        var frame = frameBefore(instruction);
        return frame == null ? 0 : frame.getStackSize();
    }

    /**
     * What may have made an operand.
     *
     * @param depth 0 for the top
     * @return nothing where the stack isn't that high
     */
    public Set<AbstractInsnNode> onStack(AbstractInsnNode instruction, int depth) {
        var frame = frameBefore(instruction);
        return frame == null || frame.getStackSize() <= depth
                ? Set.of()
                : frame.getStack(frame.getStackSize() - 1 - depth).makers();
    }

    /** What may have made the value of a local before an instruction. */
    public Set<AbstractInsnNode> inLocal(AbstractInsnNode instruction, int slot) {
        var frame = frameBefore(instruction);
        return frame == null ? Set.of() : frame.getLocal(slot).makers();
    }

    /** Whether any instruction takes the value from the stack and does more than moving it. */
    public boolean isUsed(AbstractInsnNode maker) {
        if (usedMakers == null) {
            usedMakers = rules.usedMakers();
        }
        return usedMakers.contains(maker);
    }

    /** The values before an instruction; null where it can't be reached. */
    @Nullable
    Frame<Origin> frameBefore(AbstractInsnNode instruction) {
        return before[method.instructions.indexOf(instruction)];
    }
}
