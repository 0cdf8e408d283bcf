package io.heddle.it;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.opentest4j.TestAbortedException;

/**
 * Puts a {@link CaptureHook} between a woven class and the runtime: at the head of each coroutine frame's constructor, and
 * in the place of each {@code Ctx.capture}.
 */
final class CaptureRewriter {
    private static final String CTX = "io/heddle/rt/Ctx";
    private static final String FRAME = "io/heddle/rt/CoroutineFrame";
    private static final String CAPTURE_CALL = "(Lio/heddle/rt/Ctx;Lio/heddle/rt/CoroutineFrame;)V";

    private CaptureRewriter() {}

    static byte[] rewrite(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var isFrame = reader.getSuperName().equals(FRAME);
        var writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        var next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new CaptureCalls(next, isFrame && name.equals("<init>"));
                    }
                },
                0);
        try {
            return writer.toByteArray();
        } catch (MethodTooLargeException e) {
            throw new TestAbortedException("the test's hooks make a method too large", e);
        }
    }

    private static final class CaptureCalls extends MethodVisitor {
        private final boolean allocates;

        CaptureCalls(MethodVisitor next, boolean allocates) {
            super(Opcodes.ASM9, next);
            this.allocates = allocates;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (allocates) {
                super.visitInvokeDynamicInsn("allocate", "()V", ReferenceRewriter.BIND);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(CTX) && name.equals("capture")) {
                super.visitInvokeDynamicInsn(name, CAPTURE_CALL, ReferenceRewriter.BIND);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }
    }
}
