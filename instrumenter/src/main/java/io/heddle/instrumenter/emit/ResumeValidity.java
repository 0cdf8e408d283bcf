package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals of a resume body hold a value, by instruction: those that every way from a suspension point to there has
 * reloaded or stored. The others are dead, and a debugger must not show them.
 */
final class ResumeValidity {
    private final MethodPlan plan;
    private final @Nullable BitSet[] stale;
    private final ArrayDeque<Integer> work = new ArrayDeque<>();

    private ResumeValidity(MethodPlan plan) {
        this.plan = plan;
        this.stale = new BitSet[plan.flow().size()];
    }

    static ResumeValidity of(MethodPlan plan) {
        var validity = new ResumeValidity(plan);
        for (var point : plan.points()) {
            validity.enter(point);
        }
        validity.propagate();
        return validity;
    }

    private void enter(SuspensionPoint point) {
        var missing = new BitSet();
        missing.set(0, plan.method().maxLocals);
        point.locals().forEach(local -> missing.clear(local.slot()));
        flowInto(point.index() + 1, missing);
        for (var handler : plan.flow().handlerIndexes(point.index())) {
            flowInto(handler, missing);
        }
    }

    private void flowInto(int index, BitSet missing) {
        var known = stale[index];
        if (known == null) {
            stale[index] = (BitSet) missing.clone();
            work.add(index);
        } else {
            var before = known.cardinality();
            known.or(missing);
            if (known.cardinality() != before) {
                work.add(index);
            }
        }
    }

    private void propagate() {
        while (!work.isEmpty()) {
            int index = work.removeFirst();
            var before = Objects.requireNonNull(stale[index], "only where something flows in is there work");
            for (var handler : plan.flow().handlerIndexes(index)) {
                flowInto(handler, before);
            }
            var after = before;
            if (plan.method().instructions.get(index) instanceof VarInsnNode access
                    && access.getOpcode() >= Opcodes.ISTORE) {
                after = (BitSet) before.clone();
                after.clear(access.var);
            }
            for (var next : plan.flow().successors(index)) {
                flowInto(next, after);
            }
        }
    }

    /**
     * Whether a local that was set holds its value before an instruction, whichever suspension points came before; where
     * none can, it does.
     */
    boolean holds(int index, int slot) {
        var missing = stale[index];
        return missing == null || !missing.get(slot);
    }
}
