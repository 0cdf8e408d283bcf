package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.model.Box;
import io.heddle.instrumenter.model.GeneratedNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;

/** How an await site gets its outcome. */
public sealed interface AwaitForm {
    /** What the call leaves on the stack: the primitive in this box, or an object where it is null. */
    default @Nullable Box raw() {
        return null;
    }

    /** Whether the call may hand back a tail call instead of its outcome. A body with a raw result never does. */
    default boolean mayTailCall() {
        return true;
    }

    /**
     * The call of a private async method of the same class, just before the await: its body is called, and no cold
     * object is made.
     *
     * @param call the call of the face, which is not emitted
     * @param callee the names of the method that is called
     */
    record Direct(MethodInsnNode call, GeneratedNames callee) implements AwaitForm {
        @Override
        public @Nullable Box raw() {
            return callee.raw();
        }

        @Override
        public boolean mayTailCall() {
            return callee.raw() == null;
        }
    }

    /**
     * Anything that is awaited by its {@code $await}.
     *
     * @param receiver internal name of the class or interface through which it is called
     * @param raw the box whose primitive is asked for, by the entry of its own; null for the object
     */
    record Face(String receiver, @Nullable Box raw) implements AwaitForm {}

    /** A {@code CompletionStage}, wrapped into a coroutine first. */
    record Stage() implements AwaitForm {}
}
