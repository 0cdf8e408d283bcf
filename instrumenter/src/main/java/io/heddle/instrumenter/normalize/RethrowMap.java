package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.analysis.VerificationType.Kind;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The types of the locals in a handler that catches what leaves a loop and throws it on: the iterator, those of the loops
 * around it, and what the handlers around it ask for. All code of the loop gives them that, so nothing has to be merged; where two of them
 * state different types for one local, the narrower one holds.
 */
final class RethrowMap {
    private static final VerificationType ITERATOR = VerificationType.object("java/util/Iterator");

    private final ForEachLoop loop;
    private final ControlFlow flow;
    private final TypeFrames types;
    private final TypeLattice lattice;

    private RethrowMap(ForEachLoop loop, ControlFlow flow, TypeFrames types, TypeLattice lattice) {
        this.loop = loop;
        this.flow = flow;
        this.types = types;
        this.lattice = lattice;
    }

    /**
     * The locals of such a handler; its operands are left out.
     *
     * @param outer the loops around the loop
     */
    static StackMap of(
            ForEachLoop loop, List<ForEachLoop> outer, ControlFlow flow, TypeFrames types, TypeLattice lattice) {
        return new RethrowMap(loop, flow, types, lattice).map(outer);
    }

    private StackMap map(List<ForEachLoop> outer) {
        var map = new StackMap(Collections.nCopies(types.locals(0), VerificationType.TOP), List.of());
        for (var block : flow.handlers(header())) {
            map = narrowed(map, stackMapOf(block));
        }
        for (var each : outer) {
            map = map.with(each.slot(), typeOfIterator(each.slot()));
        }
        return map.with(loop.slot(), typeOfIterator(loop.slot()));
    }

    private int header() {
        var index = 0;
        while (flow.insn(index) != loop.hasNext()) {
            index++;
        }
        return index;
    }

    private StackMap stackMapOf(TryCatchBlockNode block) {
        var index = flow.handlerIndex(block);
        while (flow.insn(index).getOpcode() < 0) {
            index++;
        }
        return StackMap.before(index, types);
    }

    private StackMap narrowed(StackMap map, StackMap stated) {
        var narrowed = map;
        for (var slot = 0; slot < stated.locals().size(); slot++) {
            narrowed = narrowed.with(
                    slot, narrower(map.locals().get(slot), stated.locals().get(slot)));
        }
        return narrowed;
    }

    private VerificationType narrower(VerificationType a, VerificationType b) {
        if (a.kind() == Kind.TOP || b.equals(VerificationType.NULL)) {
            return b;
        }
        return a.kind() == Kind.OBJECT
                        && b.kind() == Kind.OBJECT
                        && lattice.isAssignable(b.objectName(), a.objectName()) == Assignability.YES
                ? b
                : a;
    }

    private VerificationType typeOfIterator(int slot) {
        @Nullable VerificationType common = null;
        for (var i = 0; i < flow.size(); i++) {
            if (loop.body().contains(flow.insn(i))) {
                var type = types.local(i, slot);
                if (type.kind() != Kind.OBJECT) {
                    throw new IllegalArgumentException("the iterator of a for-each loop is lost before the loop ends");
                }
                common = common == null || common.equals(type) ? type : ITERATOR;
            }
        }
        return common == null ? ITERATOR : common;
    }
}
