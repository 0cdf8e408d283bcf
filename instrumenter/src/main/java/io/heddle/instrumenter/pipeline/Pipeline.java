package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.StackMaps;
import io.heddle.instrumenter.bytecode.TestMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.emit.MethodWeaver;
import io.heddle.instrumenter.emit.TestFaceEmitter;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.MethodPlanner;
import io.heddle.instrumenter.layout.NormalMethod;
import io.heddle.instrumenter.layout.RawResultAnalysis;
import io.heddle.instrumenter.layout.ShapeChooser;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.instrumenter.normalize.AsyncCloseAwaiter;
import io.heddle.instrumenter.normalize.AsyncLoopAwaiter;
import io.heddle.instrumenter.normalize.BlockJoiner;
import io.heddle.instrumenter.normalize.CompletionSinker;
import io.heddle.instrumenter.normalize.KotlinUseExpander;
import io.heddle.instrumenter.normalize.SpawnSites;
import io.heddle.instrumenter.normalize.TryReturnAwaiter;
import io.heddle.instrumenter.normalize.UninitializedObjectMover;
import io.heddle.instrumenter.scan.ClassFileVersion;
import io.heddle.instrumenter.scan.ClassScanner;
import io.heddle.instrumenter.scan.RuleChecker;
import io.heddle.instrumenter.scan.UnwovenUse;
import io.heddle.instrumenter.verify.BytecodeVerifier;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The table of contents of a weaving. Each step takes what the one before gave; until all methods have been planned
 * nothing of the class is changed.
 *
 * <ol>
 *   <li>scan: which methods are async; with nothing to weave, or woven already, the class stays as it is
 *   <li>rules: every mistake of the user's is collected; with one, the class stays as it is
 *   <li>normalise: an equivalent method, in which what runs in a row stands in a row, what is returned out of a try is
 *       awaited there, what is closed and what is looped over is awaited, and nothing uninitialised exists at an await;
 *       spawns, in all methods of the class, tell where they stand
 *   <li>plan: suspension points, what each saves, the fields of the coroutine frame
 *   <li>emit: face, bodies, bridges, captures, the cold object's and the frame's class; for a test, a face for JUnit
 *   <li>verify: the JVM will accept the result; then it is written
 * </ol>
 *
 * Thread-safe where the class path and the sources are.
 */
public final class Pipeline {
    private final ClassHierarchy classPath;
    private final Sources sources;
    private final WeavingOptions options;
    private final RuntimeDependency runtime;
    private final HeddleUse use;

    /**
     * A pipeline for one run.
     *
     * @param classPath what the classes of the run refer to, and the runtime
     * @param sources where the excerpts of diagnostics come from
     */
    public Pipeline(ClassHierarchy classPath, Sources sources, WeavingOptions options) {
        this.classPath = classPath;
        this.sources = sources;
        this.options = options;
        this.runtime = new RuntimeDependency(classPath);
        this.use = new HeddleUse(classPath);
    }

    /**
     * Whether a class uses {@code @Async} or {@code await} and has not been woven.
     *
     * @param className what its file is called by
     * @throws IllegalArgumentException where the class file is not valid; the message is that of the diagnostic
     */
    public static boolean lacksWeaving(String className, byte[] classFile) {
        var pool = new ConstantPool(classFile);
        var cutOff = InvalidClassFile.cutOff(className, pool);
        if (cutOff != null) {
            throw new IllegalArgumentException(cutOff.text());
        }
        try {
            return HeddleUse.isNamed(pool)
                    && (ClassFileVersion.check(classFile) != null || UnwovenUse.in(read(new ClassReader(classFile))));
        } catch (RuntimeException e) {
            var invalid = InvalidClassFile.check(classFile, name -> null);
            if (invalid == null) {
                throw e;
            }
            throw new IllegalArgumentException(invalid.text(), e);
        }
    }

    /**
     * Weaves one class file.
     *
     * @throws UncheckedIOException where a class of the class path can't be read; its cause has a message for users
     * @throws IllegalStateException where the woven class would not pass the JVM's verifier, which is a bug of the
     *     instrumenter's
     */
    public Outcome weave(byte[] classFile) {
        try {
            if (!use.isIn(classFile)) {
                return new Outcome.Untouched("");
            }
            var unsupported = ClassFileVersion.check(classFile);
            return unsupported != null ? refused(unsupported) : weaveReadable(classFile);
        } catch (UncheckedIOException e) {
            throw e; // which is about the class path
        } catch (RuntimeException e) {
            var invalid = InvalidClassFile.check(classFile, classPath);
            if (invalid == null) {
                throw e;
            }
            return refused(invalid);
        }
    }

    private static Outcome refused(Diagnostic diagnostic) {
        return new Outcome.Refused(diagnostic.className().replace('.', '/'), List.of(diagnostic));
    }

    private Outcome weaveReadable(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var node = read(reader);
        if (UnwovenUse.isWoven(node)) {
            return new Outcome.Untouched(node.name);
        }
        var hierarchy = new OverlayHierarchy(classPath);
        hierarchy.add(classFile);
        // One for all steps: what the rules have asked about, others ask too.
        var lattice = new TypeLattice(hierarchy);
        var scan = ClassScanner.scan(node, lattice);
        var diagnostics = check(scan, hierarchy, lattice);
        if (!diagnostics.isEmpty()) {
            return new Outcome.Refused(node.name, diagnostics);
        }
        return scan.asyncMethods().isEmpty()
                ? new Outcome.Untouched(node.name)
                : weaveToFit(reader, scan, hierarchy, lattice);
    }

    private static ClassNode read(ClassReader reader) {
        var node = new ClassNode(Opcodes.ASM9);
        reader.accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    private List<Diagnostic> check(ClassScan scan, ClassHierarchy hierarchy, TypeLattice lattice) {
        var noRuntime = runtime.check(scan);
        return noRuntime != null
                ? List.of(noRuntime)
                : rules(hierarchy, lattice).check(scan);
    }

    private RuleChecker rules(ClassHierarchy hierarchy, TypeLattice lattice) {
        return new RuleChecker(hierarchy, lattice, sources, options.mocks());
    }

    private Outcome weaveToFit(ClassReader reader, ClassScan first, OverlayHierarchy hierarchy, TypeLattice lattice) {
        var limits = new SizeLimits(rules(hierarchy, lattice));
        var scan = first;
        var shapes = Shapes.of(options.shape());
        while (true) {
            try {
                var woven = weave(reader, scan, shapes, hierarchy, lattice);
                return limits.errors().isEmpty() ? woven : new Outcome.Refused(first.node().name, limits.errors());
            } catch (MethodTooLargeException | ClassTooLargeException e) {
                scan = ClassScanner.scan(limits.without(read(reader)), lattice);
                var tighter = shapes.after(e, scan);
                if (tighter != null) {
                    shapes = tighter;
                } else if (limits.exceeded(scan, e)) {
                    scan = ClassScanner.scan(limits.without(scan.node()), lattice);
                } else {
                    return new Outcome.Refused(first.node().name, limits.errors());
                }
            }
        }
    }

    private Outcome weave(
            ClassReader reader, ClassScan scan, Shapes shapes, OverlayHierarchy hierarchy, TypeLattice lattice) {
        var node = scan.node();
        if (SerialVersion.isComputed(node)
                && lattice.isAssignable(node.name, "java/io/Serializable") != Assignability.NO) {
            SerialVersion.keep(node, SerialVersion.of(reader));
        }
        var unchanged = unchangedMethods(scan);
        var classes = weave(scan, lattice, shapes, options.directCalls());
        stamp(node);
        for (var added : classes.subList(1, classes.size())) {
            hierarchy.add(new ClassHeader(added.name, added.superName, added.interfaces, added.access));
        }
        var verifier = new BytecodeVerifier(lattice);
        classes.forEach(each -> verifier.verify(each, unchanged));
        var woven = write(classes.get(0), new ClassWriter(reader, ClassWriter.COMPUTE_MAXS));
        var generated = new TreeMap<String, byte[]>();
        for (var added : classes.subList(1, classes.size())) {
            generated.put(added.name, write(added, new ClassWriter(ClassWriter.COMPUTE_MAXS)));
        }
        return new Outcome.Woven(node.name, woven, generated);
    }

    private static byte[] write(ClassNode node, ClassWriter writer) {
        node.methods.forEach(method -> StackMaps.compress(node.name, method));
        node.accept(writer);
        return writer.toByteArray();
    }

    /** All but the async ones; those that are still there afterwards are as the compiler made them. */
    private static Set<MethodNode> unchangedMethods(ClassScan scan) {
        Set<MethodNode> methods = Collections.newSetFromMap(new IdentityHashMap<>());
        methods.addAll(scan.node().methods);
        scan.asyncMethods().forEach(method -> methods.remove(method.node()));
        return methods;
    }

    /**
     * Weaves a class that has passed the rules.
     *
     * @param lattice the classes of the run and of its class path
     * @return the class itself, woven, and the generated classes behind it
     */
    static List<ClassNode> weave(ClassScan scan, TypeLattice lattice, Shapes shapes, DirectCalls directCalls) {
        var plans = plan(scan, lattice, shapes, directCalls);
        markSpawns(scan);
        var classes = new ArrayList<ClassNode>();
        classes.add(scan.node());
        plans.forEach((method, plan) -> {
            var woven = MethodWeaver.weave(plan, method.node(), scan.node());
            scan.node().methods.addAll(woven.members());
            classes.addAll(woven.classes());
        });
        plans.keySet().stream()
                .map(AsyncMethod::node)
                .filter(TestMembers::isForJUnit)
                .forEach(test -> TestFaceEmitter.emit(test, scan.node()));
        return classes;
    }

    private static Map<AsyncMethod, MethodPlan> plan(
            ClassScan scan, TypeLattice lattice, Shapes shapes, DirectCalls directCalls) {
        var normal = new LinkedHashMap<AsyncMethod, NormalMethod>();
        normalise(scan, lattice).forEach((method, code) -> normal.put(method, NormalMethod.of(code)));
        var names = new LinkedHashMap<AsyncMethod, GeneratedNames>();
        NameAssigner.assign(scan).forEach((method, assigned) -> {
            var code = Objects.requireNonNull(normal.get(method));
            names.put(
                    method,
                    ShapeChooser.isCompact(code, assigned, shapes.of(method))
                            ? assigned.asCompact()
                            : assigned.withRawResult(RawResultAnalysis.of(code)));
        });
        var planner = new MethodPlanner(DirectCallees.of(scan.node(), names, directCalls));
        var plans = new LinkedHashMap<AsyncMethod, MethodPlan>();
        normal.forEach(
                (method, code) -> plans.put(method, planner.plan(code, Objects.requireNonNull(names.get(method)))));
        return plans;
    }

    private static Map<AsyncMethod, MethodNode> normalise(ClassScan scan, TypeLattice lattice) {
        var sites = new SpawnSites(scan.node());
        var returns = new TryReturnAwaiter(scan.node(), lattice);
        var uses = new KotlinUseExpander(scan.node().name, lattice);
        var closes = new AsyncCloseAwaiter(scan.node().name, lattice);
        var loops = new AsyncLoopAwaiter(scan.node().name, lattice);
        var completions = new CompletionSinker(scan.node().name);
        var mover = new UninitializedObjectMover(scan.node().name, AwaitCalls::isAwait);
        var normal = new LinkedHashMap<AsyncMethod, MethodNode>();
        for (var method : scan.asyncMethods()) {
            var joined = joined(MethodCopy.of(method.node()), scan.node().name, lattice);
            var closing = closes.await(uses.expand(returns.await(sites.mark(joined))));
            var looping = loops.await(closing);
            // The body of a loop is a try only now.
            var returning = looping == closing ? looping : returns.await(looping);
            normal.put(method, mover.move(completions.sink(returning)));
        }
        return normal;
    }

    /** The stack maps of what is joined go, and nobody would see any more whether they were right. */
    private static MethodNode joined(MethodNode method, String owner, TypeLattice lattice) {
        var joined = BlockJoiner.join(method);
        var problem = joined == method ? null : new BytecodeVerifier(lattice).problem(owner, method);
        if (problem != null) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + problem);
        }
        return joined;
    }

    /** Those of the methods that are not woven; the others were marked before they were planned. */
    private static void markSpawns(ClassScan scan) {
        var sites = new SpawnSites(scan.node());
        var async = scan.asyncMethods().stream().map(AsyncMethod::node).toList();
        scan.node().methods.replaceAll(method -> async.contains(method) ? method : sites.mark(method));
    }

    private void stamp(ClassNode node) {
        var stamp = new AnnotationNode(RuntimeMembers.WOVEN_DESC);
        stamp.visit(RuntimeMembers.WOVEN_ABI, RuntimeMembers.ABI_VERSION);
        if (!options.ofCode().equals(WeavingOptions.DEFAULT.ofCode())) {
            stamp.visit(RuntimeMembers.WOVEN_OPTIONS, options.ofCode());
        }
        if (node.invisibleAnnotations == null) {
            node.invisibleAnnotations = new ArrayList<>();
        }
        node.invisibleAnnotations.add(stamp);
    }
}
