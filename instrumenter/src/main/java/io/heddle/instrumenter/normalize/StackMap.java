package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The types that hold at a place of a method, for code that is added there.
 *
 * @param locals by slot; the second slot of a long or double is {@code TOP}
 * @param stack bottom first
 */
record StackMap(List<VerificationType> locals, List<VerificationType> stack) {
    /** What holds before an instruction. */
    static StackMap before(int index, TypeFrames types) {
        var locals = new ArrayList<VerificationType>();
        for (var slot = 0; slot < types.locals(index); slot++) {
            locals.add(types.local(index, slot));
        }
        return new StackMap(locals, types.stack(index));
    }

    /** The same with an operand less. */
    StackMap pop() {
        return new StackMap(locals, stack.subList(0, stack.size() - 1));
    }

    /** The same with another operand on top. */
    StackMap push(VerificationType type) {
        var more = new ArrayList<>(stack);
        more.add(type);
        return new StackMap(locals, more);
    }

    /** The same with a value in a local. */
    StackMap with(int slot, VerificationType type) {
        var more = new ArrayList<>(locals);
        more.addAll(Collections.nCopies(Math.max(0, slot + 1 - more.size()), VerificationType.TOP));
        more.set(slot, type);
        return new StackMap(more, stack);
    }

    /** The type of the operand on top. */
    VerificationType top() {
        return stack.get(stack.size() - 1);
    }

    /**
     * The locals as ASM takes them, where a long or double is one entry.
     *
     * @param entryOf gives the entry of a type
     */
    List<Object> localEntries(Function<VerificationType, Object> entryOf) {
        var entries = new ArrayList<>();
        for (var slot = 0; slot < locals.size(); slot += locals.get(slot).getSize()) {
            entries.add(entryOf.apply(locals.get(slot)));
        }
        return entries;
    }

    /** The operands as ASM takes them; see {@link #localEntries}. */
    List<Object> stackEntries(Function<VerificationType, Object> entryOf) {
        return stack.stream().map(entryOf).toList();
    }
}
