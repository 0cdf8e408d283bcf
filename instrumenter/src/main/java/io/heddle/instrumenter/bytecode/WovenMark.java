package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a woven class tells about itself.
 *
 * @param name internal name
 * @param sourceFile the source file's simple name; null where the class file doesn't tell it
 * @param abi the version of the runtime's interface that it was woven for
 * @param options how it was woven; empty where that was the default
 */
public record WovenMark(String name, @Nullable String sourceFile, int abi, String options) {
    /** Null where {@code classFile} was not woven, or can't be read: what is wrong with it, weaving tells. */
    public static @Nullable WovenMark of(byte[] classFile) {
        if (!new ConstantPool(classFile).mentions(RuntimeMembers.WOVEN_DESC)) {
            return null;
        }
        var reader = new StampReader();
        try {
            new ClassReader(classFile).accept(reader, ClassReader.SKIP_CODE);
        } catch (RuntimeException unreadable) {
            return null;
        }
        return reader.stamped ? new WovenMark(reader.name, reader.sourceFile, reader.abi, reader.options) : null;
    }

    private static final class StampReader extends ClassVisitor {
        private String name = "";
        private @Nullable String sourceFile;
        private boolean stamped;
        private int abi;
        private String options = "";

        StampReader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String internalName,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            name = internalName;
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            sourceFile = source;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!descriptor.equals(RuntimeMembers.WOVEN_DESC)) {
                return null;
            }
            stamped = true;
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String element, Object value) {
                    if (element.equals(RuntimeMembers.WOVEN_ABI)) {
                        abi = (Integer) value;
                    } else if (element.equals(RuntimeMembers.WOVEN_OPTIONS)) {
                        options = (String) value;
                    }
                }
            };
        }
    }
}
