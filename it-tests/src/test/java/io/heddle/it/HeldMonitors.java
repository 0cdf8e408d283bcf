package io.heddle.it;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/** A frame that counts the monitors which the method has entered and not left on some way to it. */
final class HeldMonitors extends Frame<BasicValue> {
    /** As many as anybody nests. A loop that seems to enter one more each time has to come to an end. */
    private static final int MOST = 16;

    private int count;

    private HeldMonitors(int locals, int stack) {
        super(locals, stack);
    }

    private HeldMonitors(Frame<? extends BasicValue> frame) {
        super(frame);
    }

    /** The frames before each instruction; null where it isn't reached. */
    static @Nullable Frame<BasicValue>[] analyze(String owner, MethodNode method) {
        var analyzer = new Analyzer<>(new BasicInterpreter()) {
            @Override
            protected Frame<BasicValue> newFrame(int locals, int stack) {
                return new HeldMonitors(locals, stack);
            }

            @Override
            protected Frame<BasicValue> newFrame(Frame<? extends BasicValue> frame) {
                return new HeldMonitors(frame);
            }

            // Only to the first handler that takes it: those behind don't see the monitors that this one leaves. None
            // sees the monitor that an instruction has failed to enter; ASM has them see what it does if it succeeds,
            // too.
            @Override
            protected boolean newControlFlowExceptionEdge(int insn, TryCatchBlockNode block) {
                if (method.instructions.get(insn).getOpcode() == Opcodes.MONITORENTER) {
                    return false;
                }
                for (var handler : getHandlers(insn)) {
                    if (handler == block) {
                        return true;
                    } else if (handler.type == null) {
                        return false;
                    }
                }
                return true;
            }
        };
        try {
            return analyzer.analyze(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(owner + "." + method.name, e);
        }
    }

    /** Whether a monitor is held before the instruction that {@code frame} belongs to. */
    static boolean any(Frame<BasicValue> frame) {
        return ((HeldMonitors) frame).count > 0;
    }

    @Override
    public Frame<BasicValue> init(Frame<? extends BasicValue> frame) {
        count = ((HeldMonitors) (Frame<?>) frame).count;
        return super.init(frame);
    }

    @Override
    public void execute(AbstractInsnNode insn, Interpreter<BasicValue> interpreter) throws AnalyzerException {
        super.execute(insn, interpreter);
        if (insn.getOpcode() == Opcodes.MONITORENTER) {
            count = Math.min(count + 1, MOST);
        } else if (insn.getOpcode() == Opcodes.MONITOREXIT) {
            count--;
        }
    }

    @Override
    public boolean merge(Frame<? extends BasicValue> frame, Interpreter<BasicValue> interpreter)
            throws AnalyzerException {
        var more = Math.max(count, ((HeldMonitors) (Frame<?>) frame).count);
        var isChanged = more != count;
        count = more;
        return super.merge(frame, interpreter) || isChanged;
    }
}
