package io.heddle.it.reshape;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Other forms for the code of a class, which does the same as before. Each form is one that some tool is known to give to
 * class files.
 */
public enum Reshaping {
    /** Code that nothing leads to, awaits among it. */
    DEAD_CODE,
    /** All returns of a method are one. */
    ONE_RETURN,
    /** What needs no local of its own has none. */
    OVERLAID,
    /** What an optimiser does: as few locals and returns as can be. */
    OPTIMISED,
    /** What Byte Buddy and its like do to watch a method: one way out, and a try around all. */
    ADVISED,
    /** Basic blocks in reverse order; each begins with a stack map and ends with a jump. */
    REVERSED,
    /** A jump behind each instruction, and an entry of the exception table for each. */
    SPLIT,
    /** Both: each instruction jumps backwards to the next. */
    REVERSED_AND_SPLIT,
    /** The optimised code in reverse order. */
    OPTIMISED_AND_REVERSED;

    /** A method that is longer might become too long for a class file. */
    private static final int MOST_INSTRUCTIONS = 6_000;

    /**
     * Those after which it can still be told what is awaited without saying so: where the class file names no variables, by
     * the order of the code alone.
     */
    public static Set<Reshaping> tellable(boolean debugInfo) {
        return debugInfo
                ? EnumSet.complementOf(EnumSet.of(OPTIMISED_AND_REVERSED))
                : EnumSet.of(DEAD_CODE, ONE_RETURN, OVERLAID, OPTIMISED, ADVISED, SPLIT);
    }

    private List<MethodForm> forms() {
        return switch (this) {
            case DEAD_CODE -> List.of(new DeadCode());
            case ONE_RETURN -> List.of(new OneReturn());
            case OVERLAID -> List.of(new OverlaidLocals());
            case OPTIMISED -> List.of(new StackValues(), new OverlaidLocals(), new OneReturn());
            case ADVISED -> List.of(new Advised());
            case REVERSED -> List.of(new BlockOrder(false, true));
            case SPLIT -> List.of(new BlockOrder(true, false));
            case REVERSED_AND_SPLIT -> List.of(new BlockOrder(true, true));
            case OPTIMISED_AND_REVERSED ->
                List.of(new StackValues(), new OverlaidLocals(), new OneReturn(), new BlockOrder(false, true));
        };
    }

    /** Gives a class file of the same class. */
    public byte[] apply(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        for (var method : node.methods) {
            if (method.instructions.size() < MOST_INSTRUCTIONS && !isConstructorOrEmpty(method)) {
                forms().forEach(form -> form.give(node.name, method));
                method.tryCatchBlocks.removeIf(Reshaping::isEmpty); // the format has none
            }
        }
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static boolean isEmpty(TryCatchBlockNode block) {
        for (AbstractInsnNode next = block.start; next != block.end; next = next.getNext()) {
            if (next.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstructorOrEmpty(MethodNode method) {
        return method.name.equals("<init>") || method.instructions.size() == 0;
    }

    /** One change of a method's code. */
    @FunctionalInterface
    interface MethodForm {
        /**
         * Changes a method; one without a constructor's rules.
         *
         * @param owner internal name of its class
         */
        void give(String owner, MethodNode method);
    }
}
