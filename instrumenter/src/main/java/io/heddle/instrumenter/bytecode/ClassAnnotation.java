package io.heddle.instrumenter.bytecode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One of the annotations by which the instrumenter knows its own work again.
 *
 * @param className internal name of the annotated class
 * @param sourceFile its source file's simple name; null where the class file doesn't tell it
 * @param values the elements that are given, by name
 */
record ClassAnnotation(String className, @Nullable String sourceFile, Map<String, Object> values) {
    /**
     * Null where the class does not have the annotation, or can't be read: what is wrong with it, weaving tells. Only a
     * class that mentions the annotation is parsed.
     */
    static @Nullable ClassAnnotation of(ConstantPool pool, String descriptor) {
        if (!pool.mentions(descriptor)) {
            return null;
        }
        var found = new Finder(descriptor);
        try {
            var reader = pool.reader();
            reader.accept(found, ClassReader.SKIP_CODE);
            return found.present
                    ? new ClassAnnotation(reader.getClassName(), found.sourceFile, Map.copyOf(found.values))
                    : null;
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static final class Finder extends ClassVisitor {
        private final String descriptor;
        private final Map<String, Object> values = new HashMap<>();
        private @Nullable String sourceFile;
        private boolean present;

        Finder(String descriptor) {
            super(Opcodes.ASM9);
            this.descriptor = descriptor;
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            sourceFile = source;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String each, boolean visible) {
            if (!each.equals(descriptor)) {
                return null;
            }
            present = true;
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String element, Object value) {
                    values.put(element, value);
                }
            };
        }
    }
}
