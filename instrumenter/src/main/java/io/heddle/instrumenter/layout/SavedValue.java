package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.VerificationType;
import org.jspecify.annotations.Nullable;

/**
 * One value that a suspended call needs again.
 *
 * @param type what the verifier knows of it
 * @param slot the local in which it lives; -1 for an operand
 * @param field where it is kept; null for a value whose type is that of {@code null}, which is pushed anew
 */
public record SavedValue(
        VerificationType type, int slot, @Nullable FrameField field) {}
