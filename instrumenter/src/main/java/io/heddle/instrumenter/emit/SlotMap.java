package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.StackMapSlots;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where the locals of the original method live in an emitted body, which has parameters of its own:
 *
 * <pre>
 *   original           this a b | x y
 *   start              this a b ctx | x y              the context follows the parameters
 *   packed start       call ctx | this a b x y         too many parameters: they come from the cold object
 *   resume, static     frame value failure ctx | this a b x y
 *   resume, instance   this frame value failure ctx | a b x y
 *   compact            this a b frame value failure ctx | x y
 * </pre>
 *
 * @param firstShifted the first slot of the original that moves
 * @param shift by how much
 * @param context the slot of the context
 * @param frame the slot of the coroutine frame; -1 where there is none yet
 */
record SlotMap(int firstShifted, int shift, int context, int frame) {
    private static final int RESUME_PARAMETERS = 4;

    static SlotMap ofStart(MethodNode method, GeneratedNames names) {
        if (names.isPacked()) {
            return new SlotMap(0, 2, 1, -1);
        }
        var parameters = names.parameterSlots();
        // A long or double may take the place of the last parameter and the slot behind it: then nothing moves, and the
        // context is put behind all locals first.
        return twoSlotValueAt(method, parameters - 1)
                ? new SlotMap(Integer.MAX_VALUE, 0, method.maxLocals, -1)
                : new SlotMap(parameters, 1, parameters, -1);
    }

    static SlotMap ofResume(boolean instance) {
        var self = instance ? 1 : 0;
        return new SlotMap(self, RESUME_PARAMETERS, self + RESUME_PARAMETERS - 1, self);
    }

    static SlotMap ofCompact(GeneratedNames names) {
        var parameters = names.parameterSlots();
        return new SlotMap(parameters, RESUME_PARAMETERS, parameters + RESUME_PARAMETERS - 1, parameters);
    }

    private static boolean twoSlotValueAt(MethodNode method, int slot) {
        for (var insn : method.instructions) {
            if (insn instanceof VarInsnNode access && access.var == slot) {
                switch (access.getOpcode()) {
                    case Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.DLOAD, Opcodes.DSTORE -> {
                        return true;
                    }
                    default -> {}
                }
            }
        }
        return false;
    }

    int slot(int original) {
        return original >= firstShifted ? original + shift : original;
    }

    /** In a resume body: what the awaited operation gave. */
    int value() {
        return frame + 1;
    }

    /** In a resume body: what the awaited operation failed with. */
    int failure() {
        return frame + 2;
    }

    /** A slot behind all others. */
    int behind(MethodNode method) {
        return Math.max(slot(method.maxLocals), context + 1);
    }

    /**
     * The locals of a stack map.
     *
     * @param types the type of each slot of the original; {@code TOP} where it isn't live
     * @param frameClass the type of the coroutine frame, where there is a slot for it
     */
    List<Object> stackMap(VerificationType[] types, String frameClass) {
        return entries(slots(types, frameClass));
    }

    /** As {@link #stackMap}, where the resume's failure is needed too. */
    List<Object> failureStackMap(VerificationType[] types, String frameClass) {
        var slots = slots(types, frameClass);
        slots[failure()] = "java/lang/Throwable";
        return entries(slots);
    }

    /** As {@link #stackMap}, where all of the resume's parameters are needed. */
    List<Object> resumeStackMap(VerificationType[] types, String frameClass) {
        var slots = slots(types, frameClass);
        slots[value()] = "java/lang/Object";
        slots[failure()] = "java/lang/Throwable";
        return entries(slots);
    }

    private Object[] slots(VerificationType[] types, String frameClass) {
        var slots = new Object[Math.max(slot(types.length), context + 1) + 1];
        Arrays.fill(slots, Opcodes.TOP);
        for (var i = 0; i < types.length; i++) {
            if (types[i].kind() != VerificationType.Kind.TOP) {
                slots[slot(i)] = types[i].stackMapEntry();
            }
        }
        slots[context] = RuntimeMembers.CTX;
        if (frame >= 0) {
            slots[frame] = frameClass;
        }
        return slots;
    }

    private static List<Object> entries(Object[] slots) {
        var entries = new ArrayList<>();
        for (var i = 0; i < slots.length; i += StackMapSlots.of(slots[i])) {
            entries.add(slots[i]);
        }
        return entries;
    }
}
