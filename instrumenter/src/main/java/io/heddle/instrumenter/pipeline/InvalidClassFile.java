package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.classpath.ClassHeaders;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.verify.BytecodeVerifier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells the user of a class file that the JVM would refuse as it is. It is looked for once weaving has failed, so that
 * the valid ones, which nearly all are, cost nothing: what then is invalid already is not our doing.
 */
public final class InvalidClassFile {
    private InvalidClassFile() {}

    /**
     * The error of a class file that isn't there but for its beginning; null where it is. Whether it would mention Heddle
     * can't be known.
     *
     * @param className what its file is called by
     */
    public static @Nullable Diagnostic cutOff(String className, ConstantPool pool) {
        return pool.isCutOff() ? unreadable(className) : null;
    }

    /** The error of a class file that is not valid; null where it is. */
    static @Nullable Diagnostic check(byte[] classFile, ClassHierarchy classPath) {
        ClassNode node;
        try {
            node = new ClassNode(Opcodes.ASM9);
            new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        } catch (RuntimeException unreadable) {
            var header = ClassHeaders.read(classFile);
            return unreadable(header == null ? "a class" : header.name().replace('/', '.'));
        }
        var hierarchy = new OverlayHierarchy(classPath);
        hierarchy.add(classFile);
        var verifier = new BytecodeVerifier(new TypeLattice(hierarchy));
        for (var method : node.methods) {
            var problem = problem(verifier, node, method);
            if (problem != null) {
                return diagnostic(node, method, problem);
            }
        }
        return null;
    }

    private static @Nullable String problem(BytecodeVerifier verifier, ClassNode node, MethodNode method) {
        try {
            return verifier.problem(node.name, method);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return "a descriptor in it is malformed"; // ASM reads them only when they are asked about
        }
    }

    private static Diagnostic unreadable(String name) {
        var message = DiagnosticCode.HED025.message("`" + name + "`", "it can't be read to its end");
        return new Diagnostic(DiagnosticCode.HED025, name, null, null, 0, message, null);
    }

    private static Diagnostic diagnostic(ClassNode node, MethodNode method, String problem) {
        var name = node.name.replace('/', '.');
        var message = DiagnosticCode.HED025.message("`" + method.name + "` of `" + name + "`", problem);
        return new Diagnostic(
                DiagnosticCode.HED025, name, method.name, node.sourceFile, LineNumbers.firstOf(method), message, null);
    }
}
