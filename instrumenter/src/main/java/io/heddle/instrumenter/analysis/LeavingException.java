package io.heddle.instrumenter.analysis;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.LabelNode;

/**
 * The exception that a method is being left by, at some instruction.
 *
 * @param handlers of which one has caught it; one of them dominates the instruction
 * @param locals those that hold it
 * @param isOnStack whether it lies on the operand stack too
 */
public record LeavingException(Set<LabelNode> handlers, List<Integer> locals, boolean isOnStack) {}
