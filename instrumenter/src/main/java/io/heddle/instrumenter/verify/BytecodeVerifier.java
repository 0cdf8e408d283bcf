package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.classpath.TypeLattice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * The last pass: reads what is about to be written as the JVM would, and refuses what the JVM would refuse. A failure is
 * a bug of the instrumenter, never of the user's, so it carries the whole listing of the method.
 */
public final class BytecodeVerifier {
    private final TypeLattice lattice;

    /** A verifier on the given hierarchy. */
    public BytecodeVerifier(TypeLattice lattice) {
        this.lattice = lattice;
    }

    /**
     * Verifies each method of a class.
     *
     * @throws IllegalStateException where one is not valid
     */
    public void verify(byte[] classFile) {
        verify(classFile, Set.of());
    }

    /**
     * Verifies each method of a class but some.
     *
     * @param trusted names with descriptors of methods that are what the compiler made them
     * @throws IllegalStateException where one is not valid
     */
    public void verify(byte[] classFile, Set<String> trusted) {
        var node = new ClassNode(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return trusted.contains(name + descriptor)
                        ? null
                        : super.visitMethod(access, name, descriptor, signature, exceptions);
            }
        };
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES | ClassReader.SKIP_DEBUG);
        var operands = new OperandVerifier(lattice);
        for (var method : node.methods) {
            if (method.instructions.size() > 0) {
                verify(node, method, operands);
            }
        }
    }

    private static void verify(ClassNode node, MethodNode method, OperandVerifier operands) {
        try {
            new StackMapVerifier(node.name, method, operands).verify();
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "the woven " + node.name + "." + method.name + method.desc + " is not valid: " + e.getMessage()
                            + System.lineSeparator() + listing(method),
                    e);
        }
    }

    private static String listing(MethodNode method) {
        var printer = new Textifier();
        method.accept(new TraceMethodVisitor(printer));
        var text = new StringWriter();
        printer.print(new PrintWriter(text));
        return text.toString();
    }
}
