package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.bytecode.MethodCopy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Some tools cut a method into blocks and put these into another order, with jumps between them. What follows looks at
 * what stands beside what, and behind what; so blocks of which one alone leads to the other are joined again.
 *
 * <pre>
 *   second: invokevirtual hasNext          first:  aload it
 *           goto third                     second: invokevirtual hasNext
 *   first:  aload it                       third:  ifeq end
 *           goto second                            ..
 *   third:  ifeq end
 *           ..
 * </pre>
 *
 * <p>Compilers write such jumps too, but forwards, over the handlers of a try, and what stands behind a handler tells
 * something. So blocks change places only in a method with such a jump backwards, and then all of them come into the
 * {@linkplain BlockOrder order} in which compilers write. Jumps to the next instruction go.
 */
public final class BlockJoiner {
    private static final int MANY = 2;

    private final MethodNode method;
    private final List<CodeBlock> blocks;
    private final Map<LabelNode, Integer> jumps = new HashMap<>();
    private final Map<LabelNode, CodeBlock> beginnings = new HashMap<>();

    private BlockJoiner(MethodNode method) {
        this.method = method;
        this.blocks = CodeBlock.of(method);
        for (var block : blocks) {
            block.targets().forEach(target -> jumps.merge(target, 1, Integer::sum));
            block.entries().forEach(entry -> beginnings.put(entry, block));
        }
        // To a handler, an exception leads too.
        method.tryCatchBlocks.forEach(block -> jumps.merge(block.handler, MANY, Integer::sum));
    }

    /** Gives an equivalent method; the same one if there is nothing to join. */
    public static MethodNode join(MethodNode original) {
        if (!mayBeScattered(original) || new BlockJoiner(original).isJoined()) {
            return original;
        }
        var method = MethodCopy.of(original);
        new BlockJoiner(method).rewrite();
        return method;
    }

    /** What can be told at a glance: compilers write few jumps to the next instruction, or to where nothing falls into. */
    private static boolean mayBeScattered(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.GOTO) {
                var target = ((JumpInsnNode) instruction).label;
                if (realBefore(target) == instruction
                        || (isBlockBeginning(target) && isBehind(instruction, target, method))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBlockBeginning(LabelNode label) {
        var before = realBefore(label);
        return before != null && ControlFlow.endsBlock(before);
    }

    private static boolean isBehind(AbstractInsnNode jump, LabelNode target, MethodNode method) {
        return method.instructions.indexOf(target) < method.instructions.indexOf(jump);
    }

    private static @Nullable AbstractInsnNode realBefore(AbstractInsnNode instruction) {
        @Nullable AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before;
    }

    private boolean isJoined() {
        return IntStream.range(1, blocks.size()).noneMatch(i -> leadsTo(blocks.get(i - 1), blocks.get(i)))
                && !isScattered(onlySuccessors());
    }

    /** Whether a block ends with a jump to the beginning of {@code next}. */
    private boolean leadsTo(CodeBlock block, CodeBlock next) {
        var jump = block.jumpAtEnd();
        return jump != null && beginnings.get(jump.label) == next;
    }

    /** The blocks that are the only ones to lead to another, by the jump at their end, each with that. */
    private Map<CodeBlock, CodeBlock> onlySuccessors() {
        var successors = new IdentityHashMap<CodeBlock, CodeBlock>();
        for (var block : blocks) {
            var jump = block.jumpAtEnd();
            var next = jump == null ? null : beginnings.get(jump.label);
            if (next != null && hasOneWayTo(next)) {
                successors.put(block, next);
            }
        }
        return successors;
    }

    /** Whether only one jump leads to a block, and nothing else does. */
    private boolean hasOneWayTo(CodeBlock block) {
        var jumpsTo = block.entries()
                .mapToInt(entry -> Objects.requireNonNullElse(jumps.get(entry), 0))
                .sum();
        return jumpsTo == 1 && block.position() > 0;
    }

    private static boolean isScattered(Map<CodeBlock, CodeBlock> onlySuccessors) {
        return onlySuccessors.entrySet().stream()
                .anyMatch(pair -> pair.getValue().position() < pair.getKey().position());
    }

    private void rewrite() {
        var successors = onlySuccessors();
        var ranges = CodeRanges.of(method);
        write(isScattered(successors) ? BlockOrder.of(chains(successors), method) : blocks);
        ranges.restore();
    }

    /** The blocks, those together of which one is the other's only successor. */
    private List<List<CodeBlock>> chains(Map<CodeBlock, CodeBlock> onlySuccessors) {
        Set<CodeBlock> behindOthers = Collections.newSetFromMap(new IdentityHashMap<>());
        behindOthers.addAll(onlySuccessors.values());
        var chains = new ArrayList<List<CodeBlock>>();
        var inChains = new BitSet();
        for (var head : blocks) {
            if (!behindOthers.contains(head)) {
                var chain = new ArrayList<CodeBlock>();
                for (@Nullable CodeBlock block = head; block != null; block = onlySuccessors.get(block)) {
                    chain.add(block);
                    inChains.set(block.position());
                }
                chains.add(chain);
            }
        }
        // Some may lead to each other in a ring, which nothing leads into.
        blocks.stream().filter(block -> !inChains.get(block.position())).forEach(block -> chains.add(List.of(block)));
        return chains;
    }

    private void write(List<CodeBlock> order) {
        var code = new InsnList();
        var line = 0;
        @Nullable CodeBlock before = null;
        for (var block : order) {
            var isJoined = before != null && leadsTo(before, block);
            if (isJoined) {
                code.remove(code.getLast());
            }
            if (isJoined && !hasOneWayTo(block)) {
                dropStackMapAtEnd(code);
            }
            if (block.firstLine() != line && block.firstLine() != 0) {
                var start = new LabelNode();
                code.add(start);
                code.add(new LineNumberNode(block.firstLine(), start));
            }
            for (var instruction : block.code()) {
                method.instructions.remove(instruction);
                code.add(instruction);
            }
            if (isJoined && hasOneWayTo(block)) {
                block.stackMap().ifPresent(code::remove);
            }
            line = block.lastLine();
            before = block;
        }
        method.instructions.add(code);
    }

    /** Where a jump was all between two stack maps, only the second one may stay. */
    private static void dropStackMapAtEnd(InsnList code) {
        @Nullable AbstractInsnNode last = code.getLast();
        while (last != null && last.getOpcode() < 0 && !(last instanceof FrameNode)) {
            last = last.getPrevious();
        }
        if (last instanceof FrameNode) {
            code.remove(last);
        }
    }
}
