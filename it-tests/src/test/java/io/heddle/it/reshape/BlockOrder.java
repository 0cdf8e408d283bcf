package io.heddle.it.reshape;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Cuts a method into blocks that can stand in any order, since each begins with a stack map and ends with a jump; so do
 * the ranges of handlers and variables.
 *
 * @param everywhere whether each instruction is a block, or what stands between two labels
 * @param reversed whether the last block comes first
 */
record BlockOrder(boolean everywhere, boolean reversed) implements Reshaping.MethodForm {
    /** A block, and the line that it begins in; labels and lines go with the instruction that they stand before. */
    private record Block(LabelNode start, LabelNode end, List<AbstractInsnNode> code, int line, boolean isKnown) {
        AbstractInsnNode last() {
            return code.get(code.size() - 1);
        }
    }

    @Override
    public void give(String owner, MethodNode method) {
        var frames = InstructionFrames.of(owner, method);
        var blocks = cut(method, frames);
        var ranges = new ArrayList<TryCatchBlockNode>();
        for (var range : method.tryCatchBlocks) {
            for (var block : within(range.start, range.end, blocks, method)) {
                ranges.add(new TryCatchBlockNode(block.start, block.end, range.handler, range.type));
            }
        }
        var variables = new ArrayList<LocalVariableNode>();
        for (var variable : method.localVariables == null ? List.<LocalVariableNode>of() : method.localVariables) {
            for (var block : within(variable.start, variable.end, blocks, method)) {
                variables.add(new LocalVariableNode(
                        variable.name, variable.desc, variable.signature, block.start, block.end, variable.index));
            }
        }
        var code = write(blocks, frames);
        method.instructions.clear();
        method.instructions = code;
        method.tryCatchBlocks = ranges;
        method.localVariables = variables;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    private List<Block> cut(MethodNode method, InstructionFrames frames) {
        var blocks = new ArrayList<Block>();
        var code = new ArrayList<AbstractInsnNode>();
        for (var insn : method.instructions) {
            var isCode = insn.getOpcode() >= 0;
            if (!code.isEmpty() && endsWithCode(code) && (everywhere || insn instanceof LabelNode || !isCode)) {
                add(code, blocks, frames);
            }
            if (!(insn instanceof FrameNode)) {
                code.add(insn);
            }
            if (isCode && ends(insn)) {
                add(code, blocks, frames);
            }
        }
        if (!code.isEmpty()) {
            add(code, blocks, frames);
        }
        return blocks;
    }

    private static void add(List<AbstractInsnNode> code, List<Block> blocks, InstructionFrames frames) {
        var first = code.stream().filter(insn -> insn.getOpcode() >= 0).findFirst();
        var line = first.map(BlockOrder::lineOf).orElse(0);
        blocks.add(new Block(
                new LabelNode(),
                new LabelNode(),
                List.copyOf(code),
                line,
                first.map(frames::isKnown).orElse(false)));
        code.clear();
    }

    private static int lineOf(AbstractInsnNode insn) {
        for (var before = insn; before != null; before = before.getPrevious()) {
            if (before instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    private static boolean endsWithCode(List<AbstractInsnNode> code) {
        return code.get(code.size() - 1).getOpcode() >= 0;
    }

    private static boolean ends(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.ATHROW -> true;
            default -> insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
        };
    }

    /** Cuts are made at each label, so a block is in a range as a whole or not at all. */
    private static List<Block> within(LabelNode from, LabelNode to, List<Block> blocks, MethodNode method) {
        var first = method.instructions.indexOf(from);
        var end = method.instructions.indexOf(to);
        return blocks.stream()
                .filter(block -> block.isKnown)
                .filter(block -> {
                    var last = method.instructions.indexOf(block.last());
                    return last >= first && last < end;
                })
                .toList();
    }

    private InsnList write(List<Block> blocks, InstructionFrames frames) {
        var code = new InsnList();
        if (reversed) {
            code.add(new JumpInsnNode(Opcodes.GOTO, blocks.get(0).start));
        }
        for (var i = 0; i < blocks.size(); i++) {
            var index = reversed ? blocks.size() - 1 - i : i;
            var block = blocks.get(index);
            if (block.isKnown) {
                write(block, code, frames);
                if (!ends(block.last())) {
                    code.add(new JumpInsnNode(Opcodes.GOTO, blocks.get(index + 1).start));
                }
            } else {
                block.code.stream().filter(LabelNode.class::isInstance).forEach(code::add);
            }
        }
        return code;
    }

    private static void write(Block block, InsnList code, InstructionFrames frames) {
        code.add(block.start);
        if (block.line > 0) {
            code.add(new LineNumberNode(block.line, block.start));
        }
        var isFirst = true;
        for (var insn : block.code) {
            if (isFirst && insn.getOpcode() >= 0) {
                code.add(frames.get(insn));
                isFirst = false;
            }
            if (insn instanceof LookupSwitchInsnNode empty && empty.keys.isEmpty()) {
                // At the end of a method JDK 17 takes it for one that is cut off.
                code.add(new InsnNode(Opcodes.POP));
                code.add(new JumpInsnNode(Opcodes.GOTO, empty.dflt));
            } else {
                code.add(insn);
            }
        }
        code.add(block.end);
    }
}
