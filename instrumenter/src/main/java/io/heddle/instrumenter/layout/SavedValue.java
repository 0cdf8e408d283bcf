package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.VerificationType;
import org.jspecify.annotations.Nullable;

/**
 * One value that a suspended call needs again.
 *
 * @param type what the verifier knows of it
 * @param slot the local in which it lives; for an operand {@code -1 - n}, where n operands lie below it
 * @param field where it is kept; null for a value whose type is that of {@code null}, which is pushed anew
 */
public record SavedValue(
        VerificationType type, int slot, @Nullable FrameField field) {
    static SavedValue local(int slot, VerificationType type) {
        return new SavedValue(type, slot, null);
    }

    static SavedValue operand(int height, VerificationType type) {
        return new SavedValue(type, -1 - height, null);
    }

    SavedValue in(FrameField home) {
        return new SavedValue(type, slot, home);
    }
}
