package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
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
 *
 * The constant null, of which nothing is awaited, fails there as well: {@code requireNonNull(null, "write done()")}.
 */
public final class TryReturnAwaiter {
    private final ClassNode owner;
    private final TypeLattice lattice;

    /**
     * An awaiter for the methods of one class.
     *
     * @param owner the class
     * @param lattice tells what a method could return
     */
    public TryReturnAwaiter(ClassNode owner, TypeLattice lattice) {
        this.owner = owner;
        this.lattice = lattice;
    }

    /** Gives an equivalent method whose every returned coroutine is awaited where its try blocks see it. */
    public MethodNode await(MethodNode original) {
        if (original.tryCatchBlocks.isEmpty()) {
            return original;
        }
        var returns = TryReturns.of(owner, original, lattice);
        var insertions = new LinkedHashMap<AbstractInsnNode, Code>();
        var kind = ReturnKind.ofAsync(original.desc);
        returns.values().forEach(value -> insertions.put(value, awaited(kind)));
        returns.nulls().forEach(value -> insertions.put(value, refused(original, kind)));
        return insertions.isEmpty() ? original : withInsertions(original, insertions);
    }

    private static MethodNode withInsertions(MethodNode original, Map<AbstractInsnNode, Code> insertions) {
        var method = MethodCopy.of(original);
        var places = insertions.keySet().stream()
                .collect(Collectors.toMap(
                        place -> place, place -> method.instructions.get(original.instructions.indexOf(place))));
        insertions.forEach((place, code) -> method.instructions.insert(places.get(place), code.insns()));
        return method;
    }

    private static Code awaited(ReturnKind kind) {
        // done(await(x))
        return new Code().add(kind.awaiting()).add(kind.wrapping());
    }

    private static Code refused(MethodNode method, ReturnKind kind) {
        // (Coroutine) requireNonNull(null, "..")
        return new Code()
                .push(kind.ofNull())
                .invokeStatic(
                        "java/util/Objects",
                        "requireNonNull",
                        "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;")
                .cast(Type.getReturnType(method.desc).getInternalName());
    }
}
