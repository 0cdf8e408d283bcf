package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Moves the uninitialised objects of listings of a class {@code A}; calls of {@code pause} stand for what may suspend. */
final class Moves {
    static final UninitializedObjectMover MOVER = new UninitializedObjectMover("A", Moves::isPause);

    private Moves() {}

    static boolean isPause(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call && call.name.equals("pause");
    }

    /** The listing afterwards. The original must not change: it is woven from the copy. */
    static String of(String header, String listing) {
        var original = MethodFixture.assemble(header, listing);
        var before = MethodDump.of(original);
        var after = MethodDump.of(MOVER.move(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }
}
