package io.heddle.instrumenter.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.analysis.Frame;

/** The verification types before each instruction of one method, by the instruction's index. */
public final class TypeFrames {
    private final @Nullable Frame<?>[] frames;

    TypeFrames(@Nullable Frame<?>[] frames) {
        this.frames = frames;
    }

    /** The type of a local before an instruction; {@code TOP} for the second slot of a long or double. */
    public VerificationType local(int index, int slot) {
        return (VerificationType) frame(index).getLocal(slot);
    }

    /** How many local slots there are. */
    public int locals(int index) {
        return frame(index).getLocals();
    }

    /** The operands before an instruction, bottom first; a long or double is one entry. */
    public List<VerificationType> stack(int index) {
        var frame = frame(index);
        var stack = new ArrayList<VerificationType>();
        for (var i = 0; i < frame.getStackSize(); i++) {
            stack.add((VerificationType) frame.getStack(i));
        }
        return stack;
    }

    /** Whether anything is known: false between a jump and the stack map that follows it. */
    public boolean isKnown(int index) {
        return frames[index] != null;
    }

    private Frame<?> frame(int index) {
        var frame = frames[index];
        if (frame == null) {
            throw new IllegalStateException("no types are known at instruction " + index);
        }
        return frame;
    }
}
