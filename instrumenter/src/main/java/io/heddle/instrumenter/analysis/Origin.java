package io.heddle.instrumenter.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * A value, known by where it comes from: the instruction that made it, or other values of which it is one. Values are
 * compared by identity.
 */
public final class Origin implements Value {
    private final int size;
    private final @Nullable AbstractInsnNode maker;
    private final List<Origin> others = new ArrayList<>(0);

    private Origin(int size, @Nullable AbstractInsnNode maker) {
        this.size = size;
        this.maker = maker;
    }

    /** A value of {@code size} slots that nothing in the method made, as a parameter or a caught exception. */
    public static Origin unknown(int size) {
        return new Origin(size, null);
    }

    /** What an instruction makes. */
    public static Origin madeBy(AbstractInsnNode instruction, int size) {
        return new Origin(size, instruction);
    }

    /** A value that an instruction gives on, and that counts as made by it too. */
    public static Origin passedOn(AbstractInsnNode instruction, Origin value) {
        var origin = new Origin(value.size, instruction);
        origin.others.add(value);
        return origin;
    }

    /** This value may be {@code other}. */
    void mayBe(Origin other) {
        // One handler sees most locals again and again as they were.
        if (other != this && (others.isEmpty() || others.get(others.size() - 1) != other)) {
            others.add(other);
        }
    }

    @Override
    public int getSize() {
        return size;
    }

    /** The instruction that made it; null where none did, or where it is one of {@link #others}. */
    @Nullable
    AbstractInsnNode maker() {
        return maker;
    }

    /** The values of which it is one. */
    List<Origin> others() {
        return others;
    }

    /** The instructions that may have made the value, the nearest first. */
    public Set<AbstractInsnNode> makers() {
        return makersOf(List.of(this));
    }

    /** The instructions that may have made any of some values. */
    static Set<AbstractInsnNode> makersOf(Iterable<Origin> values) {
        Set<Origin> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var makers = new LinkedHashSet<AbstractInsnNode>();
        var open = new ArrayDeque<Origin>();
        values.forEach(open::add);
        while (!open.isEmpty()) {
            var origin = open.remove();
            if (seen.add(origin)) {
                if (origin.maker != null) {
                    makers.add(origin.maker);
                }
                open.addAll(origin.others);
            }
        }
        return makers;
    }
}
