package io.heddle.instrumenter.analysis;

import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which loads of a local see which of its stores. */
final class LocalUses {
    private final MethodNode method;
    private final Origins origins;

    LocalUses(MethodNode method, Origins origins) {
        this.method = method;
        this.origins = origins;
    }

    /** The stores of what {@code load} loads; none where it is a number, or may not have been stored by the method. */
    Set<AbstractInsnNode> storesOf(VarInsnNode load) {
        if (load.getOpcode() != Opcodes.ALOAD) {
            return Set.of();
        }
        var stores = origins.inLocal(load, load.var);
        return stores.stream().allMatch(store -> store.getOpcode() == Opcodes.ASTORE) ? stores : Set.of();
    }

    /** The loads of what {@code store} stores. */
    Stream<AbstractInsnNode> loadsOf(VarInsnNode store) {
        return Stream.of(method.instructions.toArray())
                .filter(instruction -> instruction instanceof VarInsnNode load
                        && load.getOpcode() == Opcodes.ALOAD
                        && load.var == store.var
                        && origins.inLocal(load, load.var).contains(store));
    }

    /** Whether nothing loads what {@code store} stores. */
    boolean isNeverRead(VarInsnNode store) {
        return loadsOf(store).findFirst().isEmpty();
    }
}
