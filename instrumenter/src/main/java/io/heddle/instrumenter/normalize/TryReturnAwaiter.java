package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.model.ReturnKind;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * {@code return f()} inside a try must run {@code f} there, or its {@code catch} and {@code finally} would miss it. It is
 * made {@code return done(await(f()))}; elsewhere a return of a coroutine is a tail call and stays.
 *
 * <pre>
 *   try { return f(); }            invokestatic f                     invokestatic f
 *   finally { g(); }               astore tmp; g(); aload tmp         invokestatic await; invokestatic done
 *                                  areturn                            astore tmp; g(); aload tmp; areturn
 * </pre>
 */
public final class TryReturnAwaiter {
    private final ClassNode owner;

    /** An awaiter for the methods of one class. */
    public TryReturnAwaiter(ClassNode owner) {
        this.owner = owner;
    }

    /** Gives an equivalent method whose every returned coroutine is awaited where its try blocks see it. */
    public MethodNode await(MethodNode original) {
        if (original.tryCatchBlocks.isEmpty()) {
            return original;
        }
        var values = TryReturns.of(owner, original).values();
        if (values.isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var kind = ReturnKind.ofAsync(method.desc);
        var copies = values.stream()
                .map(value -> method.instructions.get(original.instructions.indexOf(value)))
                .toList();
        for (var value : copies) {
            // done(await(x))
            var code = new Code().add(kind.awaiting()).add(kind.wrapping());
            method.instructions.insert(value, code.insns());
        }
        return method;
    }
}
