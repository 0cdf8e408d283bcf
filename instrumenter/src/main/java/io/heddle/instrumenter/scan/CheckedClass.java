package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.IteratorCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class as the rules see it: the scan, and the facts that several rules ask for, each worked out once. Used by one
 * thread.
 */
final class CheckedClass {
    private static final String CONSTRUCTOR = "<init>";
    private static final String STATIC_INITIALIZER = "<clinit>";

    private final ClassNode node;
    private final ClassHierarchy hierarchy;
    private final MockingLibraries mocking;
    private final TypeLattice lattice;
    private final Set<MethodNode> asyncMethods;
    private final List<LambdaSite> lambdaSites;
    private final Map<MethodNode, LambdaSite> siteOfBody = new HashMap<>();
    private final Map<MethodNode, ValueFlow> flows = new HashMap<>();
    private final Map<MethodNode, IteratorCalls> iteratorCalls = new HashMap<>();

    CheckedClass(ClassScan scan, ClassHierarchy hierarchy, TypeLattice lattice, MockingLibraries mocking) {
        this.node = scan.node();
        this.hierarchy = hierarchy;
        this.mocking = mocking;
        this.lattice = lattice;
        asyncMethods = scan.asyncMethods().stream().map(AsyncMethod::node).collect(Collectors.toSet());
        lambdaSites = LambdaSite.of(node);
        for (var site : lambdaSites) {
            var body = site.bodyIn(node);
            if (body != null) {
                // A serialisable lambda has a second site, in the method that reads it back; that comes last.
                siteOfBody.putIfAbsent(body, site);
            }
        }
    }

    ClassNode node() {
        return node;
    }

    List<MethodNode> methods() {
        return node.methods;
    }

    ClassHierarchy hierarchy() {
        return hierarchy;
    }

    MockingLibraries mocking() {
        return mocking;
    }

    TypeLattice lattice() {
        return lattice;
    }

    /**
     * Whether the class implements {@code AsyncCloseable} or its like: such a class calls the methods that can't wait from
     * those that it overrides.
     */
    boolean implementsAsyncType() {
        return isSubtypeOf(RuntimeMembers.ASYNC_CLOSEABLE) || isSubtypeOf(RuntimeMembers.ASYNC_ITERABLE);
    }

    private boolean isSubtypeOf(String type) {
        return lattice.isAssignable(node.name, type) == Assignability.YES;
    }

    boolean isAsync(MethodNode method) {
        return asyncMethods.contains(method);
    }

    /** Whether a method is async, or a lambda that would be if what it does turned out to await. */
    boolean mayBeAsync(MethodNode method) {
        return isAsync(method) || (siteOfBody(method) != null && ReturnKind.of(method.desc) != null);
    }

    /** Lambdas and method references, in the order of the class file. */
    List<LambdaSite> lambdaSites() {
        return lambdaSites;
    }

    /** Where the lambda with this body is made; null where the method is no lambda's body. */
    @Nullable
    LambdaSite siteOfBody(MethodNode method) {
        return siteOfBody.get(method);
    }

    static boolean isConstructor(MethodNode method) {
        return method.name.equals(CONSTRUCTOR);
    }

    static boolean isStaticInitializer(MethodNode method) {
        return method.name.equals(STATIC_INITIALIZER);
    }

    /** Where the values of a method come from and go to. */
    ValueFlow flowOf(MethodNode method) {
        return flows.computeIfAbsent(method, key -> ValueFlow.of(node.name, key));
    }

    /** Where a method asks an async iterator for what may have to be waited for. */
    IteratorCalls iteratorCallsOf(MethodNode method) {
        return iteratorCalls.computeIfAbsent(method, key -> IteratorCalls.of(node.name, key, lattice));
    }

    /** What the user calls a method; a lambda is named after the method in which it stands. */
    MethodName nameOf(MethodNode method) {
        var seen = new HashSet<MethodNode>();
        var outer = method;
        // A body may refer to itself where it is no lambda of Java's.
        for (var site = siteOfBody.get(outer); site != null && seen.add(outer); site = siteOfBody.get(outer)) {
            outer = site.creator();
        }
        var name = switch (outer.name) {
            case CONSTRUCTOR -> nameOfConstructor();
            case STATIC_INITIALIZER -> new MethodName("the static initializer of ", nameOfClass());
            default -> new MethodName("", outer.name);
        };
        return seen.isEmpty() ? name : new MethodName("a lambda in " + name.words(), name.code());
    }

    private MethodName nameOfConstructor() {
        return SourceNames.simpleName(node) == null
                ? new MethodName("the initializer of an anonymous class in ", nameOfClass())
                : new MethodName("", "new " + nameOfClass() + "(..)");
    }

    /** The class, or the one around it where it has no name. */
    private String nameOfClass() {
        var own = SourceNames.simpleName(node);
        return own != null ? own : SourceNames.simpleName(node.name.replaceFirst("\\$\\d+$", ""));
    }
}
