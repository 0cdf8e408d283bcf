package io.heddle.instrumenter.model;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The return type of an async method: it decides how the method starts. */
public enum ReturnKind {
    /** Cold until awaited or spawned. */
    COROUTINE,
    /** The call spawns it on the running loop. */
    TASK,
    /** Runs on the caller's thread until it first suspends; the result is a {@code CompletableFuture}. */
    FUTURE,
    /** As {@link #FUTURE}, typed as {@code CompletionStage}. */
    STAGE;

    /** The kind of a method of this descriptor; null where its return type is none that an async method may have. */
    public static @Nullable ReturnKind of(String methodDescriptor) {
        var type = Type.getReturnType(methodDescriptor);
        return switch (type.getSort() == Type.OBJECT ? type.getInternalName() : "") {
            case RuntimeMembers.COROUTINE -> COROUTINE;
            case RuntimeMembers.TASK -> TASK;
            case "java/util/concurrent/CompletableFuture" -> FUTURE;
            case "java/util/concurrent/CompletionStage" -> STAGE;
            default -> null;
        };
    }
}
