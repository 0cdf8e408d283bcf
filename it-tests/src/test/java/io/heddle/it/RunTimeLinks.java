package io.heddle.it;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What class files leave for the running JVM to find or to make: call sites and constants that a bootstrap method links,
 * and calls of reflection, method handles and class loaders. A native image has to be told of all of these.
 */
final class RunTimeLinks extends ClassVisitor {
    private static final Pattern MAKERS =
            Pattern.compile("java/lang/(reflect/.*|invoke/.*|Class|ClassLoader|Module|ModuleLayer)");

    private final Set<String> links = new HashSet<>();

    private RunTimeLinks() {
        super(Opcodes.ASM9);
    }

    /** Those of the classes, each as a text. */
    static Set<String> of(Collection<byte[]> classFiles) {
        var visitor = new RunTimeLinks();
        for (var classFile : classFiles) {
            new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return visitor.links;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(api) {
            @Override
            public void visitInvokeDynamicInsn(
                    String name, String descriptor, Handle bootstrapMethod, Object... arguments) {
                links.add(name + descriptor + " by " + bootstrapMethod);
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (value instanceof ConstantDynamic || value instanceof Handle) {
                    links.add(value.toString());
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (MAKERS.matcher(owner).matches()) {
                    links.add(owner + "." + name + descriptor);
                }
            }
        };
    }
}
