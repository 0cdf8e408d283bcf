package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
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

    /** All of a method, in the order of its code. */
    static List<AwaitingForm> in(MethodNode method, TypeLattice lattice) {
        var forms = new ArrayList<AwaitingForm>();
        for (var instruction : method.instructions) {
            if (AwaitCalls.isAwait(instruction)) {
                forms.add(new AwaitingForm(instruction, RuntimeMembers.AWAIT, AWAITS, false));
            }
        }
        for (var call : CloseCalls.of(method, lattice).awaiting()) {
            forms.add(new AwaitingForm(call, call.name, "awaits " + closeOf(call), true));
        }
        forms.sort(Comparator.comparingInt(form -> method.instructions.indexOf(form.instruction())));
        return forms;
    }

    /** Whether there is any. */
    static boolean isIn(MethodNode method, TypeLattice lattice) {
        return AwaitCalls.in(method)
                || !CloseCalls.of(method, lattice).awaiting().isEmpty();
    }

    private static String closeOf(MethodInsnNode call) {
        return "the close of " + SourceNames.withArticle(call.owner);
    }
}
