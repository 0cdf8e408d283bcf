package io.heddle.it.reshape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Locals share slots wherever they are not needed at once, with parameters too; stack maps state only what is needed. */
final class OverlaidLocals implements Reshaping.MethodForm {
    @Override
    public void give(String owner, MethodNode method) {
        var liveness = SlotLiveness.of(method);
        var slots = new Colouring(method, liveness).slots();
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                state(stackMap, liveness.before(stackMap), slots);
            } else if (insn instanceof VarInsnNode access) {
                access.var = slots.applyAsInt(access.var);
            } else if (insn instanceof IincInsnNode increment) {
                increment.var = slots.applyAsInt(increment.var);
            }
        }
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    /** Leaves in a stack map what is live, in other slots. */
    static void state(FrameNode stackMap, BitSet live, IntUnaryOperator slotOf) {
        var bySlot = new HashMap<Integer, Object>();
        var slot = 0;
        for (var entry : stackMap.local == null ? List.of() : stackMap.local) {
            if (live.get(slot) && !entry.equals(Opcodes.TOP)) {
                bySlot.put(slotOf.applyAsInt(slot), entry);
            }
            slot += width(entry);
        }
        var entries = new ArrayList<Object>();
        var last = bySlot.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (var next = 0; next <= last; next += width(entries.get(entries.size() - 1))) {
            entries.add(bySlot.getOrDefault(next, Opcodes.TOP));
        }
        stackMap.local = entries;
    }

    private static int width(Object entry) {
        return entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 2 : 1;
    }

    /** Gives each local the lowest slot that none has which is live where it is written. */
    private static final class Colouring {
        private final MethodNode method;
        private final SlotLiveness liveness;
        /** By local, as what follows; less than 0 for one that has none yet. */
        private final int[] slots;

        private final int[] widths;
        private final List<BitSet> rivals = new ArrayList<>();

        Colouring(MethodNode method, SlotLiveness liveness) {
            this.method = method;
            this.liveness = liveness;
            slots = new int[method.maxLocals];
            Arrays.fill(slots, -1);
            widths = new int[method.maxLocals];
            for (var i = 0; i < method.maxLocals; i++) {
                rivals.add(new BitSet());
            }
        }

        IntUnaryOperator slots() {
            var parameters = parameters();
            for (var insn : method.instructions) {
                if (insn instanceof VarInsnNode access) {
                    widths[access.var] = Math.max(widths[access.var], widthOf(access.getOpcode()));
                    if (access.getOpcode() >= Opcodes.ISTORE) {
                        addRivals(access.var, liveness.behind(access));
                        addRivals(access.var, liveness.ofHandlers(access));
                    }
                } else if (insn instanceof IincInsnNode increment) {
                    widths[increment.var] = Math.max(widths[increment.var], 1);
                    addRivals(increment.var, liveness.behind(increment));
                }
            }
            for (var i = parameters.nextSetBit(0); i >= 0; i = parameters.nextSetBit(i + 1)) {
                addRivals(i, parameters);
                addRivals(i, liveness.before(method.instructions.getFirst()));
                slots[i] = i;
            }
            for (var local = 0; local < slots.length; local++) {
                if (slots[local] < 0 && widths[local] > 0) {
                    slots[local] = lowest(local);
                }
            }
            return local -> slots[local];
        }

        /** The slots of the parameters, which come where they come. */
        private BitSet parameters() {
            var parameters = new BitSet();
            var slot = 0;
            if ((method.access & Opcodes.ACC_STATIC) == 0) {
                parameters.set(slot++);
                widths[0] = 1;
            }
            for (var type : Type.getArgumentTypes(method.desc)) {
                parameters.set(slot);
                widths[slot] = type.getSize();
                slot += type.getSize();
            }
            return parameters;
        }

        private static int widthOf(int opcode) {
            return switch (opcode) {
                case Opcodes.LLOAD, Opcodes.DLOAD, Opcodes.LSTORE, Opcodes.DSTORE -> 2;
                default -> 1;
            };
        }

        private void addRivals(int local, BitSet live) {
            live.stream().filter(other -> other != local).forEach(other -> {
                rivals.get(local).set(other);
                rivals.get(other).set(local);
            });
        }

        private int lowest(int local) {
            var taken = new BitSet();
            rivals.get(local).stream()
                    .filter(other -> slots[other] >= 0)
                    .forEach(other -> taken.set(slots[other], slots[other] + widths[other]));
            var slot = 0;
            while (!taken.get(slot, slot + widths[local]).isEmpty()) {
                slot++;
            }
            return slot;
        }
    }
}
