package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.Shape;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Chooses between the split shape, a start and a resume, and the compact one, a single body. Split is fast: the start is
 * as small as the method was, and is inlined as it was. HotSpot compiles nothing over 8,000 bytes, so a method near that
 * size gains from being there once.
 */
public final class ShapeChooser {
    private static final int MOST_BYTES_SPLIT = 7_000;
    private static final int BYTES_OF_AN_AWAIT = 40;
    private static final int MOST_PARAMETER_SLOTS = 255;
    private static final int RESUME_PARAMETERS = 4;

    private ShapeChooser() {}

    /** Whether a normalised method gets the compact shape. */
    public static boolean isCompact(MethodNode method, GeneratedNames names, Shape wanted) {
        return switch (wanted) {
            case SPLIT -> false;
            case COMPACT -> fitsCompact(method, names) && awaits(method);
            case AUTO -> estimatedSize(method) > MOST_BYTES_SPLIT && fitsCompact(method, names) && awaits(method);
        };
    }

    /** Without an await that can be reached there is nothing to resume. */
    private static boolean awaits(MethodNode method) {
        if (!AwaitCalls.in(method)) {
            return false;
        }
        var flow = ControlFlow.of(method, CompletionFinder.find(method));
        return flow.reachableFrom(List.of(0)).stream().anyMatch(i -> AwaitCalls.isAwait(flow.insn(i)));
    }

    /** The parameters of both entries need room, and no two-slot value may lie across the place where they are put. */
    private static boolean fitsCompact(MethodNode method, GeneratedNames names) {
        if (names.parameterSlots() + RESUME_PARAMETERS > MOST_PARAMETER_SLOTS) {
            return false;
        }
        for (var insn : method.instructions) {
            if (insn instanceof VarInsnNode access && access.var == names.parameterSlots() - 1) {
                switch (access.getOpcode()) {
                    case Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.DLOAD, Opcodes.DSTORE -> {
                        return false;
                    }
                    default -> {}
                }
            }
        }
        return true;
    }

    private static int estimatedSize(MethodNode method) {
        var size = new CodeSizeEvaluator(null);
        method.accept(size);
        var awaits = 0;
        for (var insn : method.instructions) {
            if (AwaitCalls.isAwait(insn)) {
                awaits++;
            }
        }
        return size.getMaxSize() + awaits * BYTES_OF_AN_AWAIT;
    }
}
