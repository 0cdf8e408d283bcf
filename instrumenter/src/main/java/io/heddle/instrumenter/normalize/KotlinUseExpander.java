package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.CaughtExceptions;
import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.analysis.KotlinUse;
import io.heddle.instrumenter.analysis.LeavingExceptions;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Kotlin's {@code use} on an {@code AsyncCloseable} is written out: its helper ({@link KotlinUse}), in which nothing can
 * wait, gives way to what the helper does, as javac writes it for a try-with-resources.
 *
 * <pre>
 *   aload r; aload exception                aload r; ifnull L; aload r; invokeinterface close
 *   invokestatic closeFinally            L: ..
 *
 *   left: astore t                          left: astore t
 *         aload r; aload exception                aload r; ifnull L
 *         invokestatic closeFinally               try { r.close() } catch (Throwable x) { t.addSuppressed(x) }
 *         aload t; athrow                      L: aload t; athrow
 * </pre>
 *
 * <p>The exception that the helper is given is the one by which the block is left, or null where it isn't left by one: which
 * of the two it is shows in what the code does behind the call.
 */
public final class KotlinUseExpander {
    private static final VerificationType THROWABLE = VerificationType.object(FailureCopies.THROWABLE);

    private final String owner;
    private final TypeLattice lattice;

    /**
     * An expander for the methods of one class.
     *
     * @param owner internal name of the class
     * @param lattice tells what is an {@code AsyncCloseable}
     */
    public KotlinUseExpander(String owner, TypeLattice lattice) {
        this.owner = owner;
        this.lattice = lattice;
    }

    /**
     * A call of the helper.
     *
     * @param failure the local that holds the exception by which the block is being left; null where it isn't
     * @param behind what holds behind the call
     */
    private record Use(MethodInsnNode call, @Nullable Integer failure, StackMap behind) {}

    /** Gives an equivalent method in which such resources are closed by a call of {@code close()}; the same one if it has none. */
    public MethodNode expand(MethodNode original) {
        if (calls(original).isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var uses = uses(method);
        var maps = new StackMaps(method);
        var resource = method.maxLocals++;
        for (var use : uses) {
            var behind = maps.labelBehind(use.call(), use.behind());
            var code =
                    new Code().op(Opcodes.POP).astore(resource).aload(resource).jump(Opcodes.IFNULL, behind);
            if (use.failure() == null) {
                close(code, resource);
            } else {
                method.tryCatchBlocks.add(0, closeFailing(code, resource, use, use.failure(), behind, maps));
            }
            method.instructions.insertBefore(use.call(), code.insns());
            method.instructions.remove(use.call());
        }
        return method;
    }

    private List<MethodInsnNode> calls(MethodNode method) {
        var calls = new ArrayList<>(CloseCalls.of(owner, method, lattice).awaiting());
        calls.removeIf(call -> !KotlinUse.isClose(call));
        return calls;
    }

    private List<Use> uses(MethodNode method) {
        var caught = CaughtExceptions.of(owner, method);
        var leaving = new LeavingExceptions(method, caught);
        var types = TypeAnalysis.analyze(owner, method);
        var uses = new ArrayList<Use>();
        for (var call : calls(method)) {
            // A block that ends well passes null on, though all around it may be left by an exception.
            var exception = caught.isNullOnTop(call) ? null : leaving.at(call);
            var behind = StackMap.before(method.instructions.indexOf(call), types)
                    .pop()
                    .pop();
            var isAlone = behind.stack().isEmpty();
            if (exception == null
                    ? !caught.isNullOnTop(call)
                    : exception.locals().isEmpty() || !isAlone) {
                throw new IllegalArgumentException(method.name + method.desc + " calls " + call.name
                        + " of Kotlin's use in a way that no compiler does");
            }
            uses.add(new Use(call, exception == null ? null : exception.locals().get(0), behind));
        }
        return uses;
    }

    private static void close(Code code, int resource) {
        code.aload(resource).invokeInterface(RuntimeMembers.ASYNC_CLOSEABLE, "close", "()V");
    }

    private static TryCatchBlockNode closeFailing(
            Code code, int resource, Use use, int failure, LabelNode behind, StackMaps maps) {
        var block = new TryCatchBlockNode(new LabelNode(), new LabelNode(), new LabelNode(), null);
        close(code.label(block.start), resource);
        code.label(block.end).jump(Opcodes.GOTO, behind);
        maps.state(code.label(block.handler), use.behind().push(THROWABLE));
        // Kotlin's own adds nothing to itself.
        code.aload(failure)
                .op(Opcodes.SWAP)
                .invokeStatic("kotlin/ExceptionsKt", "addSuppressed", "(Ljava/lang/Throwable;Ljava/lang/Throwable;)V");
        return block;
    }
}
