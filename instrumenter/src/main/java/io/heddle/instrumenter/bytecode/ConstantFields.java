package io.heddle.instrumenter.bytecode;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Reads compile-time constants out of class files: no class is loaded for it. */
public final class ConstantFields {
    private ConstantFields() {}

    /** The value of the int constant {@code name} of a class; empty where there is none. */
    public static OptionalInt intOf(byte[] classFile, String name) {
        var finder = new Finder(name);
        new ClassReader(classFile)
                .accept(finder, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return finder.value;
    }

    private static final class Finder extends ClassVisitor {
        private final String wanted;
        private OptionalInt value = OptionalInt.empty();

        Finder(String wanted) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object constant) {
            if (name.equals(wanted) && constant instanceof Integer number) {
                value = OptionalInt.of(number);
            }
            return null;
        }
    }
}
