package io.heddle.instrumenter.pipeline;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.SerialVersionUIDAdder;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Keeps the serial form of a class. One that doesn't state its {@code serialVersionUID} has one that is computed from its
 * members, and weaving adds members: so the number that it had before is written down.
 */
final class SerialVersion {
    private static final String FIELD = "serialVersionUID";
    private static final int WITHOUT_NUMBER = Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD;

    private SerialVersion() {}

    /** Whether instances of a serialisable class like this have a computed number. */
    static boolean isComputed(ClassNode node) {
        return (node.access & WITHOUT_NUMBER) == 0 && node.fields.stream().noneMatch(field -> field.name.equals(FIELD));
    }

    /** The number of a class as it was read. */
    static long of(ClassReader original) {
        var computation = new Computation();
        original.accept(computation, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return computation.number;
    }

    /** Writes the number down in the class. */
    static void keep(ClassNode node, long number) {
        var access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        node.fields.add(new FieldNode(access, FIELD, "J", null, number));
    }

    private static final class Computation extends SerialVersionUIDAdder {
        private long number;

        Computation() {
            super(Opcodes.ASM9, null);
        }

        @Override
        protected void addSVUID(long svuid) {
            number = svuid;
        }
    }
}
