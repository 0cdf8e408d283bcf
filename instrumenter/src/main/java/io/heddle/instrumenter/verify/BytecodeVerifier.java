package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.classpath.TypeLattice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/**
 * The last pass: looks at what is about to be written as the JVM would, and refuses what the JVM would refuse. A failure is
 * a bug of the instrumenter, never of the user's, so it carries the whole listing of the method.
 */
public final class BytecodeVerifier {
    private final OperandVerifier operands;

    /** A verifier on the given hierarchy. */
    public BytecodeVerifier(TypeLattice lattice) {
        this.operands = new OperandVerifier(lattice);
    }

    /**
     * Verifies each method of a class but some. How much room its locals and operands need is not looked at: that is
     * worked out as the class is written.
     *
     * @param trusted methods that are what the compiler made them
     * @throws IllegalStateException where one is not valid
     */
    public void verify(ClassNode node, Set<MethodNode> trusted) {
        for (var method : node.methods) {
            var problem = trusted.contains(method) ? null : problem(node.name, method, Room.asNeeded(method));
            if (problem != null) {
                throw new IllegalStateException("the woven " + node.name + "." + method.name + method.desc
                        + " is not valid: " + problem + System.lineSeparator() + listing(method));
            }
        }
    }

    /** Why the JVM would refuse a method, as it was read, of the class {@code owner}; null where it wouldn't. */
    public @Nullable String problem(String owner, MethodNode method) {
        return problem(owner, method, Room.stated(method));
    }

    private @Nullable String problem(String owner, MethodNode method, Room room) {
        if (method.instructions.size() == 0) {
            return null;
        }
        try {
            new StackMapVerifier(owner, method, room, operands).verify();
            return null;
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            // A stack map may state more than there is room for.
            return String.valueOf(e.getMessage());
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
