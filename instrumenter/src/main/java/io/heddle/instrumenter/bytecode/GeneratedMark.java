package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a generated class tells about itself. It is recognised by its annotation and not by its name: users may have names
 * with dollar signs too.
 *
 * @param name internal name
 * @param owner internal name of the class that it was made for
 */
public record GeneratedMark(String name, String owner) {
    /** Null where {@code classFile} is an ordinary class, or can't be read: what is wrong with it, weaving tells. */
    public static @Nullable GeneratedMark of(byte[] classFile) {
        if (!new ConstantPool(classFile).mentions(RuntimeMembers.GENERATED_DESC)) {
            return null;
        }
        try {
            var reader = new ClassReader(classFile);
            var owner = new OwnerReader();
            reader.accept(owner, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return owner.value == null ? null : new GeneratedMark(reader.getClassName(), owner.value.replace('.', '/'));
        } catch (RuntimeException unreadable) {
            return null;
        }
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
