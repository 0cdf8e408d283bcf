package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.ForEachLoops;
import io.heddle.instrumenter.analysis.IteratorCalls;
import io.heddle.instrumenter.analysis.KotlinUse;
import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The vocabulary of what awaits: the word itself, and the calls that are woven into an await. */
final class AwaitingForms {
    /** How a plain {@code await} is told. */
    static final String AWAITS = "awaits";

    private AwaitingForms() {}

    /** All of a method of the class {@code owner}, in the order of its code. */
    static List<AwaitingForm> in(String owner, MethodNode method, TypeLattice lattice) {
        var forms = new ArrayList<AwaitingForm>();
        for (var instruction : method.instructions) {
            if (AwaitCalls.isAwait(instruction)) {
                forms.add(new AwaitingForm(instruction, RuntimeMembers.AWAIT, AWAITS, false));
            }
        }
        for (var call : CloseCalls.of(owner, method, lattice).awaiting()) {
            forms.add(
                    KotlinUse.isClose(call)
                            ? new AwaitingForm(call, "use", "awaits " + closeOf(RuntimeMembers.ASYNC_CLOSEABLE), true)
                            : new AwaitingForm(call, call.name, "awaits " + closeOf(call.owner), true));
        }
        forms.addAll(iterations(owner, method, lattice));
        forms.sort(Comparator.comparingInt(form -> method.instructions.indexOf(form.instruction())));
        return forms;
    }

    private static List<AwaitingForm> iterations(String owner, MethodNode method, TypeLattice lattice) {
        var calls = IteratorCalls.of(owner, method, lattice).hasNext();
        var loops = ForEachLoops.of(owner, method, calls, lattice);
        var forms = new ArrayList<AwaitingForm>();
        for (var call : calls) {
            var loop = loops.stream().filter(each -> each.hasNext() == call).findFirst();
            forms.add(loop.map(each -> new AwaitingForm(call, "for", "loops over " + iterableOf(each, lattice), true))
                    .orElseGet(() -> new AwaitingForm(
                            call, call.name, "awaits the next element of " + iteratorOf(call, lattice), true)));
        }
        return forms;
    }

    /** Whether there is any. */
    static boolean isIn(String owner, MethodNode method, TypeLattice lattice) {
        return AwaitCalls.in(method)
                || !CloseCalls.of(owner, method, lattice).awaiting().isEmpty()
                || !IteratorCalls.of(owner, method, lattice).hasNext().isEmpty();
    }

    private static String closeOf(String type) {
        return "the close of " + SourceNames.withArticle(type);
    }

    private static String iterableOf(ForEachLoop loop, TypeLattice lattice) {
        return narrowest(loop.iterator().owner, RuntimeMembers.ASYNC_ITERABLE, lattice);
    }

    private static String iteratorOf(MethodInsnNode hasNext, TypeLattice lattice) {
        return narrowest(hasNext.owner, RuntimeMembers.ASYNC_ITERATOR, lattice);
    }

    /** The type that the source states, where it doesn't only state what every iterator is. */
    private static String narrowest(String stated, String known, TypeLattice lattice) {
        return SourceNames.withArticle(lattice.isAssignable(stated, known) == Assignability.YES ? stated : known);
    }
}
