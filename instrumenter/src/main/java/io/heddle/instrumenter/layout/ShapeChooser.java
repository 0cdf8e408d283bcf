package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.Shape;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Chooses between the split shape, a start and a resume, and the compact one, a single body. Split is fast: the start is
 * as small as the method was, and is inlined as it was. HotSpot compiles nothing over 8,000 bytes, so a method near that
 * size gains from being there once.
 */
public final class ShapeChooser {
    private static final int MOST_BYTES_SPLIT = 7_000;
    private static final int BYTES_OF_AN_AWAIT = 40;
    /** A conditional jump that is too far for two bytes. */
    private static final int MOST_BYTES_OF_AN_INSTRUCTION = 8;

    private static final int MOST_BYTES_OF_A_SWITCH = 16;
    private static final int BYTES_OF_A_CASE = 8;
    private static final int MOST_PARAMETER_SLOTS = 255;
    private static final int RESUME_PARAMETERS = 4;

    private ShapeChooser() {}

    /** Whether a normalised method gets the compact shape. */
    public static boolean isCompact(NormalMethod normal, GeneratedNames names, Shape wanted) {
        var method = normal.node();
        return switch (wanted) {
            case SPLIT -> false;
            case COMPACT -> fitsCompact(method, names) && awaits(normal);
            case AUTO -> isLarge(method) && fitsCompact(method, names) && awaits(normal);
        };
    }

    /** Without an await that can be reached there is nothing to resume. */
    private static boolean awaits(NormalMethod method) {
        return method.reachable().stream()
                .anyMatch(i -> AwaitCalls.isAwait(method.flow().insn(i)));
    }

    /** The parameters of both entries need room, and no two-slot value may lie across the place where they are put. */
    private static boolean fitsCompact(MethodNode method, GeneratedNames names) {
        if (names.isPacked() || names.parameterSlots() + RESUME_PARAMETERS > MOST_PARAMETER_SLOTS) {
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

    private static boolean isLarge(MethodNode method) {
        var awaits = 0;
        var most = 0;
        for (var insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            most += mostBytes(insn);
            awaits += AwaitCalls.isAwait(insn) ? 1 : 0;
        }
        var room = MOST_BYTES_SPLIT - awaits * BYTES_OF_AN_AWAIT;
        // Most methods are far below, which is cheaply seen.
        return most > room && size(method) > room;
    }

    private static int mostBytes(AbstractInsnNode insn) {
        if (insn.getOpcode() < 0) {
            return 0;
        } else if (insn instanceof TableSwitchInsnNode table) {
            return MOST_BYTES_OF_A_SWITCH + table.labels.size() * BYTES_OF_A_CASE;
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return MOST_BYTES_OF_A_SWITCH + lookup.labels.size() * BYTES_OF_A_CASE;
        }
        return MOST_BYTES_OF_AN_INSTRUCTION;
    }

    private static int size(MethodNode method) {
        var size = new CodeSizeEvaluator(null);
        method.accept(size);
        return size.getMaxSize();
    }
}
