package io.heddle.it;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * One target program: a package-private static {@code @Async} method which takes the {@link Probe} alone; in
 * languages other than Java, a public one.
 *
 * @param className binary name of its class
 * @param method its name
 * @param expected what {@link Expects} says; null where the blocking reference tells what is right
 * @param twin binary name of the class whose method of that name is the blocking reference: its own, or what {@link
 *     SpelledOut} says
 */
record TargetCase(String className, String method, @Nullable String expected, String twin) {
    private static final String DESCRIPTOR = "(Lio/heddle/it/Probe;)Lio/heddle/Coroutine;";
    private static final int LEVEL =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

    /** The targets of all classes, in the order of their source; those that {@code -Dheddle.targets} begins. */
    static Stream<TargetCase> of(TargetClasses classes) {
        var wanted = System.getProperty("heddle.targets", "");
        return classes.files().values().stream()
                .flatMap(file -> of(file).stream())
                .filter(target -> target.toString().startsWith(wanted));
    }

    private static List<TargetCase> of(byte[] classFile) {
        var cases = new ArrayList<TargetCase>();
        var reader = new ClassReader(classFile);
        var owner = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    private String twin = owner;
                    private int level;

                    @Override
                    public void visitSource(String source, String debug) {
                        level = source.endsWith(".java") ? 0 : Opcodes.ACC_PUBLIC;
                    }

                    @Override
                    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                        if (!descriptor.equals(Type.getDescriptor(SpelledOut.class))) {
                            return null;
                        }
                        return new AnnotationVisitor(Opcodes.ASM9) {
                            @Override
                            public void visit(String member, Object type) {
                                twin = ((Type) type).getClassName();
                            }
                        };
                    }

                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        var isCase = descriptor.equals(DESCRIPTOR)
                                && (access & Opcodes.ACC_STATIC) != 0
                                && (access & LEVEL) == level;
                        return isCase ? new CaseMethod(owner, name, twin, cases) : null;
                    }
                },
                ClassReader.SKIP_CODE);
        return cases;
    }

    @Override
    public String toString() {
        return className + "." + method;
    }

    /** Reads the annotation. */
    private static final class CaseMethod extends MethodVisitor {
        private final String owner;
        private final String name;
        private final String twin;
        private final List<TargetCase> cases;
        private final List<String> lines = new ArrayList<>();

        CaseMethod(String owner, String name, String twin, List<TargetCase> cases) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.name = name;
            this.twin = twin;
            this.cases = cases;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!descriptor.equals(Type.getDescriptor(Expects.class))) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitArray(String member) {
                    return this;
                }

                @Override
                public void visit(String member, Object line) {
                    lines.add((String) line);
                }
            };
        }

        @Override
        public void visitEnd() {
            cases.add(new TargetCase(owner, name, lines.isEmpty() ? null : String.join("\n", lines), twin));
        }
    }
}
