package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.CaughtExceptions;
import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.analysis.LeftBlocks;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The {@code close()} of an {@code AsyncCloseable} is awaited: {@code closeAsync()}, or {@code closeAsync(e)} where the
 * method is being left by the exception {@code e}, whose result then takes the place of {@code e}.
 *
 * <pre>
 *   aload r; invokevirtual close     aload r; invokeinterface closeAsync(); invokestatic await; pop
 *
 *   handler:                         handler:
 *   astore e                         astore e
 *   aload r; invokevirtual close     aload r; aload e; invokeinterface closeAsync(Throwable)
 *                                    invokestatic await; invokestatic requireNonNull; checkcast Throwable; astore e
 *   aload e; athrow                  aload e; athrow
 * </pre>
 *
 * <p>The try ranges stay as they are: what becomes of a failure of the close itself is what the source says, in a
 * try-with-resources a suppressed exception. Where a copy of the exception is of a narrower type, or lies on the operand
 * stack, the result gets a {@linkplain ResultVariable variable of its own}. What Kotlin's {@code use} closes has been
 * written out before ({@link KotlinUseExpander}).
 */
public final class AsyncCloseAwaiter {
    private static final String REQUIRE_NON_NULL_DESC = "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;";

    /** What lies above the coroutine or its outcome: the exception, or the message for a null. */
    private static final int MORE_STACK = 1;

    private final String owner;
    private final TypeLattice lattice;

    /**
     * An awaiter for the methods of one class.
     *
     * @param owner internal name of the class
     * @param lattice tells what is an {@code AsyncCloseable}
     */
    public AsyncCloseAwaiter(String owner, TypeLattice lattice) {
        this.owner = owner;
        this.lattice = lattice;
    }

    /** Gives an equivalent method in which such closes are awaited; the same one where there is none. */
    public MethodNode await(MethodNode original) {
        if (CloseCalls.of(owner, original, lattice).awaiting().isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var caught = CaughtExceptions.of(owner, method);
        var closes = CloseCalls.of(owner, method, lattice).awaiting();
        var failures = failures(closes, caught, method);
        var variables = variables(failures.values(), caught, method);
        for (var close : closes) {
            var failure = failures.get(close);
            var code = failure == null ? onSuccess(close) : onFailure(close, failure, variables);
            method.instructions.insert(close, code.insns());
            method.instructions.remove(close);
        }
        variables.values().forEach(variable -> variable.introduce(method));
        method.maxStack += MORE_STACK;
        return method;
    }

    /** The closes by which a block ends that is being left by an exception, and where that is. */
    private Map<MethodInsnNode, FailureCopies> failures(
            List<MethodInsnNode> closes, CaughtExceptions caught, MethodNode method) {
        var types = TypeAnalysis.analyze(owner, method);
        var failures = new LinkedHashMap<MethodInsnNode, FailureCopies>();
        new LeftBlocks(method, caught).endingWith(closes).forEach((close, exception) -> {
            var copies = FailureCopies.of(exception, types, method.instructions.indexOf(close));
            if (copies.canBeReplaced()) {
                failures.put(close, copies);
            }
        });
        return failures;
    }

    private static Map<LabelNode, ResultVariable> variables(
            Collection<FailureCopies> failures, CaughtExceptions caught, MethodNode method) {
        var variables = new LinkedHashMap<LabelNode, ResultVariable>();
        for (var copies : failures) {
            if (copies.needVariable()) {
                copies.onlyHandler()
                        .ifPresent(handler ->
                                variables.computeIfAbsent(handler, key -> ResultVariable.of(key, caught, method)));
            }
        }
        return variables;
    }

    private static Code onSuccess(MethodInsnNode close) {
        return await(close, RuntimeMembers.CLOSE_ASYNC_DESC, new Code()).op(Opcodes.POP);
    }

    private static Code onFailure(
            MethodInsnNode close, FailureCopies copies, Map<LabelNode, ResultVariable> variables) {
        var locals = new ArrayList<>(copies.locals());
        // Where the handler has a variable, that is what is thrown in the end.
        copies.onlyHandler().map(variables::get).ifPresent(variable -> locals.add(0, variable.slot()));
        int failure = locals.get(0);
        var code = await(close, RuntimeMembers.CLOSE_ASYNC_FAILURE_DESC, new Code().aload(failure))
                .push("closeAsync(Throwable) of " + close.owner.replace('/', '.')
                        + " completed with null, and not with the exception that the block is left by")
                .invokeStatic("java/util/Objects", "requireNonNull", REQUIRE_NON_NULL_DESC)
                .add(new TypeInsnNode(Opcodes.CHECKCAST, FailureCopies.THROWABLE))
                .astore(failure);
        for (var copy : locals.subList(1, locals.size())) {
            code.aload(failure).astore(copy);
        }
        return code;
    }

    /** Behind the code that pushes the arguments. */
    private static Code await(MethodInsnNode close, String desc, Code code) {
        if (close.getOpcode() == Opcodes.INVOKESPECIAL) {
            code.invokeSpecial(close.owner, RuntimeMembers.CLOSE_ASYNC, desc, close.itf);
        } else {
            code.invokeInterface(RuntimeMembers.ASYNC_CLOSEABLE, RuntimeMembers.CLOSE_ASYNC, desc);
        }
        return code.invokeStatic(RuntimeMembers.COROUTINES, RuntimeMembers.AWAIT, RuntimeMembers.AWAIT_AWAITABLE_DESC);
    }
}
