package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.model.Box;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * A numbered await site.
 *
 * @param number from 1; the state of a coroutine frame that waits here
 * @param index the instruction index of the call of {@code await}
 * @param line the source line, or 0
 * @param form how the outcome is got
 * @param unboxing the cast and the call behind the await that take the box off, where the site leaves the primitive;
 *     else empty
 * @param operands what lies on the operand stack below the awaited object, bottom first
 * @param locals the locals that are read later, by ascending slot
 */
public record SuspensionPoint(
        int number,
        int index,
        int line,
        AwaitForm form,
        List<AbstractInsnNode> unboxing,
        List<SavedValue> operands,
        List<SavedValue> locals) {
    /** Points are the keys of many maps, and what they save is long. */
    @Override
    public int hashCode() {
        return index;
    }

    /** The box whose primitive the site leaves on the stack; null where it leaves an object. */
    public @Nullable Box raw() {
        return unboxing.isEmpty() ? null : form.raw();
    }
}
