package io.heddle.it;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * An agent as profilers have it: it changes the code of loaded classes, which must keep their members, and may do so while
 * coroutines are suspended in them. It inserts what does nothing.
 */
public final class RetransformingAgent implements ClassFileTransformer {
    private static volatile @Nullable Instrumentation instrumentation;

    private RetransformingAgent() {}

    public static void premain(@Nullable String options, Instrumentation given) {
        instrumentation = given;
        given.addTransformer(new RetransformingAgent(), true);
    }

    /** Changes the code of a loaded class. The program calls this. */
    public static void retransform(Class<?> type) throws UnmodifiableClassException {
        if (instrumentation != null) {
            instrumentation.retransformClasses(type);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        if (redefined == null || !className.startsWith("agents/")) {
            return null;
        }
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        var methods = new ArrayList<String>();
        reader.accept(new Nops(writer, methods), 0);
        System.out.println("retransformed " + className + ", woven: " + isWoven(methods));
        return writer.toByteArray();
    }

    private static boolean isWoven(List<String> methods) {
        return methods.stream().anyMatch(name -> name.endsWith("$start"));
    }

    private static final class Nops extends ClassVisitor {
        private final List<String> methods;

        Nops(ClassVisitor next, List<String> methods) {
            super(Opcodes.ASM9, next);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            methods.add(name);
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    super.visitInsn(Opcodes.NOP);
                }
            };
        }
    }
}
