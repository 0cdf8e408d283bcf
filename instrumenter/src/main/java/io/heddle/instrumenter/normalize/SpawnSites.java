package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.SourcePlace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A woven spawn passes where it stands, as a constant: traces and dumps tell where a task came from, and it costs one
 * reference that the task has room for.
 *
 * <pre>
 *   invokestatic Coroutines.spawn(Coroutine)        ldc "com.example.Shop.total(Shop.java:12)"
 *                                                   invokestatic Coroutine.$spawn(Coroutine, String)
 *
 *   invokeinterface EventLoop.spawn(AsyncCallable)  invokestatic Coroutines.async
 *                                                   ldc "com.example.Shop.total(Shop.java:12)"
 *                                                   invokestatic Coroutine.$spawn(EventLoop, Coroutine, String)
 * </pre>
 */
public final class SpawnSites {
    private static final List<Spawn> SPAWNS = List.of(
            new Spawn(
                    RuntimeMembers.COROUTINES,
                    RuntimeMembers.SPAWN,
                    RuntimeMembers.SPAWN_ENTRY,
                    RuntimeMembers.SPAWN_ENTRY_DESC),
            new Spawn(
                    RuntimeMembers.COROUTINES,
                    RuntimeMembers.SPAWN_EAGER,
                    RuntimeMembers.SPAWN_EAGER_ENTRY,
                    RuntimeMembers.SPAWN_ENTRY_DESC),
            new Spawn(
                    RuntimeMembers.EVENT_LOOP,
                    RuntimeMembers.SPAWN,
                    RuntimeMembers.SPAWN_ENTRY,
                    RuntimeMembers.SPAWN_ON_LOOP_DESC),
            new Spawn(
                    RuntimeMembers.EVENT_LOOP_GROUP,
                    RuntimeMembers.SPAWN,
                    RuntimeMembers.SPAWN_ENTRY,
                    RuntimeMembers.SPAWN_ON_LOOPS_DESC),
            new Spawn(
                    RuntimeMembers.TASK_GROUP,
                    RuntimeMembers.SPAWN,
                    RuntimeMembers.SPAWN_ENTRY,
                    RuntimeMembers.SPAWN_IN_GROUP_DESC));

    private final ClassNode owner;

    /** What marks the spawns of the methods of {@code owner}. */
    public SpawnSites(ClassNode owner) {
        this.owner = owner;
    }

    /** A method that spawns, as users call it, and the entry for woven code that takes the place besides. */
    private record Spawn(String owner, String name, String entry, String entryDescriptor) {
        boolean isCalledBy(MethodInsnNode call) {
            return call.owner.equals(owner) && call.name.equals(name);
        }
    }

    private static boolean takesCallable(MethodInsnNode call) {
        return call.desc.equals(RuntimeMembers.SPAWN_CALLABLE_DESC);
    }

    /** Gives an equivalent method whose spawns tell where they stand; the same one where there are none. */
    public MethodNode mark(MethodNode original) {
        if (!spawns(original)) {
            return original;
        }
        var method = MethodCopy.of(original);
        for (var instruction : method.instructions.toArray()) {
            var spawn = spawnAt(instruction);
            if (spawn != null) {
                var call = (MethodInsnNode) instruction;
                method.instructions.insert(
                        call, marked(call, spawn, method.name).insns());
                method.instructions.remove(call);
            }
        }
        method.maxStack++; // for the constant
        return method;
    }

    private static boolean spawns(MethodNode method) {
        for (var instruction : method.instructions) {
            if (spawnAt(instruction) != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Spawn spawnAt(AbstractInsnNode instruction) {
        // Nearly every instruction of a program is asked: the descriptor tells most of them.
        if (instruction instanceof MethodInsnNode call
                && (call.desc.equals(RuntimeMembers.SPAWN_DESC) || takesCallable(call))) {
            for (var spawn : SPAWNS) {
                if (spawn.isCalledBy(call)) {
                    return spawn;
                }
            }
        }
        return null;
    }

    private Code marked(MethodInsnNode call, Spawn spawn, String method) {
        var code = new Code();
        if (takesCallable(call)) {
            code.invokeStatic(RuntimeMembers.COROUTINES, RuntimeMembers.ASYNC, RuntimeMembers.ASYNC_CALLABLE_DESC);
        }
        return code.push(SourcePlace.of(owner, method, LineNumbers.of(call)))
                .invokeStatic(RuntimeMembers.COROUTINE, spawn.entry(), spawn.entryDescriptor());
    }
}
