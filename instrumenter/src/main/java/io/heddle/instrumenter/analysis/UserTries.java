package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.Neighbours;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The tries of a method that its author wrote; those of monitors and of patterns are the compiler's. The range of one try
 * has a gap wherever its {@code finally} was copied, so what tells tries apart is their handlers.
 */
final class UserTries {
    private final MethodNode method;
    private final ControlFlow flow;
    private final LocalUses locals;
    private final Set<TryCatchBlockNode> blocks;

    UserTries(MethodNode method, ControlFlow flow, LocalUses locals) {
        this.method = method;
        this.flow = flow;
        this.locals = locals;
        this.blocks = method.tryCatchBlocks.stream()
                .filter(block -> !releasesMonitor(block) && !RecordPatterns.surroundsRead(block))
                .collect(Collectors.toSet());
    }

    /** The blocks that cover an instruction, innermost first. */
    Stream<TryCatchBlockNode> around(AbstractInsnNode instruction) {
        return flow.handlers(indexOf(instruction)).stream().filter(blocks::contains);
    }

    /** Whether one try covers both instructions. */
    boolean areInOne(AbstractInsnNode a, AbstractInsnNode b) {
        return around(a).anyMatch(block -> around(b).anyMatch(other -> other.handler == block.handler));
    }

    /** Whether the range of any try ends behind an instruction; one that begins there ends none. */
    boolean endBehind(AbstractInsnNode instruction) {
        var next = Neighbours.next(instruction);
        return next != null && !flow.handlers(indexOf(next)).containsAll(flow.handlers(indexOf(instruction)));
    }

    /** Whether a block's handler leaves in a way of its own, and not by the exception: that of an abrupt {@code finally}. */
    boolean dropsExceptions(TryCatchBlockNode block) {
        return block.type == null
                && Neighbours.nextEffective(block.handler) instanceof VarInsnNode store
                && store.getOpcode() == Opcodes.ASTORE
                && locals.isNeverRead(store);
    }

    /**
     * Whether the try is one that a compiler has put around a {@code synchronized} block: its handler leaves the monitor and
     * throws on. A {@code finally} in the block that always leaves in another way may lead to the end of it, too.
     */
    private boolean releasesMonitor(TryCatchBlockNode block) {
        if (block.type != null) {
            return false;
        }
        for (var insn : StraightPath.from(block.handler)) {
            if (insn.getOpcode() == Opcodes.MONITOREXIT) {
                return !dropsExceptions(block);
            }
            if (insn.getOpcode() == Opcodes.MONITORENTER) {
                return false;
            }
        }
        return false;
    }

    private int indexOf(AbstractInsnNode instruction) {
        return method.instructions.indexOf(instruction);
    }
}
