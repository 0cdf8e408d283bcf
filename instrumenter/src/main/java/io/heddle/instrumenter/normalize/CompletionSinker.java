package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.OriginAnalysis;
import io.heddle.instrumenter.analysis.OriginRules;
import io.heddle.instrumenter.analysis.Origins;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.bytecode.StackMapSlots;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * {@code return done(v)} inside a {@code try} with a {@code finally}: compilers carry the result past the finally block
 * in a local. The value is carried in its place and wrapped behind the load, where a wrapping costs nothing because it
 * vanishes.
 *
 * <pre>
 *   aload v; invokestatic done         aload v
 *   astore tmp                         astore tmp
 *   (finally)                          (finally)
 *   aload tmp                          aload tmp; invokestatic done
 *   areturn                            areturn
 * </pre>
 *
 * <p>The arms of a conditional expression, or of a switch, meet before the store: there each must wrap its value.
 *
 * <p>That is done where every load that sees such a store is returned at once and sees no other store. A local that the
 * debug data names is the user's, and stays what it is.
 */
public final class CompletionSinker {
    private final String owner;

    /** A sinker for the methods of one class, given by its internal name. */
    public CompletionSinker(String owner) {
        this.owner = owner;
    }

    /** Gives an equivalent method; the same one where there is nothing to do. */
    public MethodNode sink(MethodNode original) {
        if (original.tryCatchBlocks.isEmpty() || stores(original).isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var kind = ReturnKind.ofAsync(method.desc);
        var origins = OriginAnalysis.analyze(owner, method, ControlFlow.of(method), new OriginRules());
        var stores = stores(method);
        stores.entrySet().removeIf(entry -> !entry.getValue().containsAll(origins.onStack(entry.getKey(), 0)));
        // Each that is left out may spoil the loads that it shares with others.
        var removed = true;
        while (removed) {
            removed = stores.keySet().removeAll(unfit(method, origins, stores.keySet()));
        }
        var carrying = stackMapsThatCarry(method, origins, stores.keySet());
        var loads = loads(method, origins, stores.keySet());
        arms(method, stores.keySet()).forEach(CompletionSinker::setTop);
        carrying.forEach((stackMap, slots) -> slots.forEach(slot -> setLocal(stackMap, slot, "java/lang/Object")));
        stores.values().forEach(wrappings -> wrappings.forEach(wrapping -> unwrap(method, wrapping)));
        loads.forEach(load -> method.instructions.insert(load, kind.wrapping()));
        return method;
    }

    /** The stores of what is complete already, on some ways at least, each with the calls that wrap it. */
    private static Map<AbstractInsnNode, Set<MethodInsnNode>> stores(MethodNode method) {
        var kind = ReturnKind.ofAsync(method.desc);
        var stores = new LinkedHashMap<AbstractInsnNode, Set<MethodInsnNode>>();
        for (var insn : method.instructions) {
            var next = kind.isCompletion(insn) ? Neighbours.nextEffective(insn) : null;
            if (next != null && next.getOpcode() == Opcodes.ASTORE) {
                stores.computeIfAbsent(next, store -> new LinkedHashSet<>()).add((MethodInsnNode) insn);
            }
        }
        return stores;
    }

    /** The stack maps where arms meet, on top of whose stacks lies what is stored. */
    private static List<FrameNode> arms(MethodNode method, Set<AbstractInsnNode> stores) {
        var arms = new ArrayList<FrameNode>();
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                var next = Neighbours.nextEffective(insn);
                if (next != null && stores.contains(next)) {
                    arms.add(stackMap);
                }
            }
        }
        return arms;
    }

    private static List<AbstractInsnNode> unfit(MethodNode method, Origins origins, Set<AbstractInsnNode> stores) {
        var unfit = new ArrayList<AbstractInsnNode>();
        for (var store : stores) {
            if (isNamed((VarInsnNode) store, method)) {
                unfit.add(store);
            }
        }
        for (var insn : method.instructions) {
            if (insn instanceof VarInsnNode load && load.getOpcode() == Opcodes.ALOAD) {
                var seen = origins.inLocal(load, load.var);
                var next = Neighbours.onlySuccessor(load);
                var isReturned = next != null && next.getOpcode() == Opcodes.ARETURN;
                if (!isReturned || !stores.containsAll(seen)) {
                    unfit.addAll(seen);
                }
            } else if (insn instanceof FrameNode) {
                for (var slot = 0; slot < method.maxLocals; slot++) {
                    var seen = origins.inLocal(insn, slot);
                    if (!stores.containsAll(seen)) {
                        unfit.addAll(seen);
                    }
                }
            }
        }
        return unfit;
    }

    private static boolean isNamed(VarInsnNode store, MethodNode method) {
        var index = method.instructions.indexOf(store);
        return method.localVariables != null
                && method.localVariables.stream()
                        .anyMatch(variable -> variable.index == store.var
                                && index < method.instructions.indexOf(variable.end)
                                && method.instructions.indexOf(variable.start) <= index + 2);
    }

    private static List<AbstractInsnNode> loads(MethodNode method, Origins origins, Set<AbstractInsnNode> stores) {
        var loads = new ArrayList<AbstractInsnNode>();
        for (var insn : method.instructions) {
            if (insn instanceof VarInsnNode load
                    && load.getOpcode() == Opcodes.ALOAD
                    && containsAny(stores, origins.inLocal(load, load.var))) {
                loads.add(load);
            }
        }
        return loads;
    }

    private static Map<FrameNode, List<Integer>> stackMapsThatCarry(
            MethodNode method, Origins origins, Set<AbstractInsnNode> stores) {
        var carrying = new LinkedHashMap<FrameNode, List<Integer>>();
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                var slots = new ArrayList<Integer>();
                for (var slot = 0; slot < method.maxLocals; slot++) {
                    if (containsAny(stores, origins.inLocal(insn, slot))) {
                        slots.add(slot);
                    }
                }
                carrying.put(stackMap, slots);
            }
        }
        return carrying;
    }

    private static boolean containsAny(Set<AbstractInsnNode> stores, Set<AbstractInsnNode> some) {
        return some.stream().anyMatch(stores::contains);
    }

    private static void setTop(FrameNode stackMap) {
        var stack = new ArrayList<>(stackMap.stack);
        stack.set(stack.size() - 1, "java/lang/Object");
        stackMap.stack = stack;
    }

    private static void setLocal(FrameNode stackMap, int slot, Object type) {
        var locals = new ArrayList<>(stackMap.local);
        var next = 0;
        for (var i = 0; i < locals.size(); i++) {
            if (next == slot) {
                locals.set(i, type);
            }
            next += StackMapSlots.of(locals.get(i));
        }
        stackMap.local = locals;
    }

    private static void unwrap(MethodNode method, MethodInsnNode wrapping) {
        if (Type.getArgumentTypes(wrapping.desc).length == 0) {
            method.instructions.set(wrapping, new InsnNode(Opcodes.ACONST_NULL));
        } else {
            dropCoveredMap(method, wrapping);
            method.instructions.remove(wrapping);
        }
    }

    /**
     * Where ways meet before the call, for its operand, and behind it, for the store, both meet at one place once the call
     * is gone. The second stack map says what holds there.
     */
    private static void dropCoveredMap(MethodNode method, MethodInsnNode wrapping) {
        var before = wrapping.getPrevious();
        while (before != null && before.getOpcode() < 0 && !(before instanceof FrameNode)) {
            before = before.getPrevious();
        }
        if (before instanceof FrameNode && Neighbours.onlySuccessor(wrapping) == null) {
            method.instructions.remove(before);
        }
    }
}
