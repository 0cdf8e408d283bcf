package io.heddle.instrumenter;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.instrumenter.pipeline.Pipeline;
import io.heddle.instrumenter.pipeline.SerialVersion;
import io.heddle.instrumenter.scan.ClassFileVersion;
import io.heddle.instrumenter.scan.ClassScanner;
import io.heddle.instrumenter.scan.ConstantPoolProbe;
import io.heddle.instrumenter.scan.RuleChecker;
import io.heddle.instrumenter.verify.BytecodeVerifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Weaves class files: bytes in, rewritten class and its generated classes out. A class that doesn't mention Heddle, one
 * that has been woven before and one that has nothing to weave come out as the very array that came in. Thread-safe.
 */
public final class Instrumenter implements AutoCloseable {
    private static final SortedMap<String, byte[]> NOTHING = Collections.unmodifiableSortedMap(new TreeMap<>());

    private final ClassHierarchy classPath;
    private final Sources sources;
    private final WeavingOptions options;

    /** Opens the class path of {@code options}. */
    public Instrumenter(InstrumenterOptions options) {
        this(new ClassPathHierarchy(options.classPath()), new SourceRoots(options.sourceRoots()), options.weaving());
    }

    /** Looks classes up in {@code classPath}, which is closed with the instrumenter; knows no sources. */
    public Instrumenter(ClassHierarchy classPath, WeavingOptions options) {
        this(classPath, Sources.NONE, options);
    }

    private Instrumenter(ClassHierarchy classPath, Sources sources, WeavingOptions options) {
        this.classPath = classPath;
        this.sources = sources;
        this.options = options;
    }

    /**
     * Weaves one class file.
     *
     * @throws IllegalStateException where the woven class would not pass the JVM's verifier, which is a bug of the
     *     instrumenter's
     */
    public InstrumentationResult instrument(byte[] classFile) {
        if (!ConstantPoolProbe.mentionsHeddle(classFile)) {
            return unchanged("", classFile);
        }
        var unsupported = ClassFileVersion.check(classFile);
        if (unsupported != null) {
            return refused(unsupported.className().replace('.', '/'), classFile, List.of(unsupported));
        }
        var reader = new ClassReader(classFile);
        var node = new ClassNode(Opcodes.ASM9);
        reader.accept(node, ClassReader.EXPAND_FRAMES);
        if (isWoven(node)) {
            return unchanged(node.name, classFile);
        }
        var hierarchy = new OverlayHierarchy(classPath);
        hierarchy.add(classFile);
        var scan = ClassScanner.scan(node);
        var diagnostics = RuntimeDependency.isMissing(scan, classPath)
                ? List.of(RuntimeDependency.missing(scan))
                : new RuleChecker(hierarchy, sources, options.mocks()).check(scan);
        if (!diagnostics.isEmpty()) {
            return refused(node.name, classFile, diagnostics);
        }
        return scan.asyncMethods().isEmpty()
                ? unchanged(node.name, classFile)
                : weave(classFile, reader, scan, hierarchy);
    }

    private InstrumentationResult weave(
            byte[] classFile, ClassReader reader, ClassScan scan, OverlayHierarchy hierarchy) {
        var node = scan.node();
        if (SerialVersion.isComputed(node)
                && new TypeLattice(hierarchy).isAssignable(node.name, "java/io/Serializable") != Assignability.NO) {
            SerialVersion.keep(node, SerialVersion.of(reader));
        }
        var classes = Pipeline.weave(scan, options);
        byte[] woven;
        try {
            woven = write(classes.get(0), new ClassWriter(reader, ClassWriter.COMPUTE_MAXS));
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            return refused(node.name, classFile, List.of(SizeLimits.exceeded(node, e)));
        }
        var generated = new TreeMap<String, byte[]>();
        for (var added : classes.subList(1, classes.size())) {
            generated.put(added.name, write(added, new ClassWriter(ClassWriter.COMPUTE_MAXS)));
        }
        verify(woven, generated.values(), hierarchy);
        return new InstrumentationResult(node.name, woven, generated, List.of(), true);
    }

    private static void verify(byte[] woven, Collection<byte[]> generated, OverlayHierarchy hierarchy) {
        hierarchy.add(woven);
        generated.forEach(hierarchy::add);
        var verifier = new BytecodeVerifier(new TypeLattice(hierarchy));
        verifier.verify(woven);
        generated.forEach(verifier::verify);
    }

    private static byte[] write(ClassNode node, ClassWriter writer) {
        node.accept(writer);
        return writer.toByteArray();
    }

    private static InstrumentationResult refused(String className, byte[] classFile, List<Diagnostic> diagnostics) {
        return new InstrumentationResult(className, classFile, NOTHING, diagnostics, false);
    }

    private static InstrumentationResult unchanged(String className, byte[] classFile) {
        return new InstrumentationResult(className, classFile, NOTHING, List.of(), false);
    }

    private static boolean isWoven(ClassNode node) {
        return node.invisibleAnnotations != null
                && node.invisibleAnnotations.stream()
                        .anyMatch(annotation -> annotation.desc.equals(RuntimeMembers.WOVEN_DESC)
                                || annotation.desc.equals(RuntimeMembers.GENERATED_DESC));
    }

    /** Closes the files of the class path. */
    @Override
    public void close() {
        classPath.close();
    }
}
