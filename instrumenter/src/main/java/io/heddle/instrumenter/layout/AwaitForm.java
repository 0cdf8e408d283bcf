package io.heddle.instrumenter.layout;

import io.heddle.instrumenter.model.GeneratedNames;
import org.objectweb.asm.tree.MethodInsnNode;

/** How an await site gets its outcome. */
public sealed interface AwaitForm {
    /**
     * The call of a private async method of the same class, just before the await: its body is called, and no cold
     * object is made.
     *
     * @param call the call of the face, which is not emitted
     * @param callee the names of the method that is called
     */
    record Direct(MethodInsnNode call, GeneratedNames callee) implements AwaitForm {}

    /**
     * Anything that is awaited by its {@code $await}.
     *
     * @param receiver internal name of the class or interface through which it is called
     */
    record Face(String receiver) implements AwaitForm {}

    /** A {@code CompletionStage}, wrapped into a coroutine first. */
    record Stage() implements AwaitForm {}
}
