package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class that an earlier run of the instrumenter made, recognised by its own annotation and not by its name: users may
 * have names with dollar signs too.
 *
 * @param name internal name
 * @param owner internal name of the class that it was made for
 */
public record GeneratedClass(String name, String owner) {
    /** Null where {@code classFile} is an ordinary class. */
    public static @Nullable GeneratedClass of(byte[] classFile) {
        if (!new ConstantPool(classFile).mentions(RuntimeMembers.GENERATED_DESC)) {
            return null;
        }
        var reader = new ClassReader(classFile);
        var owner = new OwnerReader();
        reader.accept(owner, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return owner.value == null ? null : new GeneratedClass(reader.getClassName(), owner.value);
    }

    private static final class OwnerReader extends ClassVisitor {
        private @Nullable String value;

        OwnerReader() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!descriptor.equals(RuntimeMembers.GENERATED_DESC)) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String name, Object element) {
                    if (name.equals(RuntimeMembers.GENERATED_OWNER)) {
                        value = (String) element;
                    }
                }
            };
        }
    }
}
