package io.heddle.instrumenter.layout;

import java.util.List;

/**
 * A numbered await site.
 *
 * @param number from 1; the state of a coroutine frame that waits here
 * @param index the instruction index of the call of {@code await}
 * @param line the source line, or 0
 * @param form how the outcome is got
 * @param operands what lies on the operand stack below the awaited object, bottom first
 * @param locals the locals that are read later, by ascending slot
 */
public record SuspensionPoint(
        int number, int index, int line, AwaitForm form, List<SavedValue> operands, List<SavedValue> locals) {}
