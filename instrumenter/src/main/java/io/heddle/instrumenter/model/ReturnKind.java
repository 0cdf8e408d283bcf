package io.heddle.instrumenter.model;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

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

    private static final String FUTURE_CLASS = "java/util/concurrent/CompletableFuture";
    private static final String STAGE_CLASS = "java/util/concurrent/CompletionStage";

    /** The kind of an async method of this descriptor. */
    public static ReturnKind ofAsync(String methodDescriptor) {
        var kind = of(methodDescriptor);
        if (kind == null) {
            throw new IllegalArgumentException("no async method has the descriptor " + methodDescriptor);
        }
        return kind;
    }

    /** The kind of a method of this descriptor; null where its return type is none that an async method may have. */
    public static @Nullable ReturnKind of(String methodDescriptor) {
        var type = Type.getReturnType(methodDescriptor);
        return switch (type.getSort() == Type.OBJECT ? type.getInternalName() : "") {
            case RuntimeMembers.COROUTINE -> COROUTINE;
            case RuntimeMembers.TASK -> TASK;
            case FUTURE_CLASS -> FUTURE;
            case STAGE_CLASS -> STAGE;
            default -> null;
        };
    }

    /** Whether an instruction wraps a value into this type, complete already: such a return needs no wrapping at all. */
    public boolean isCompletion(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.getOpcode() == Opcodes.INVOKESTATIC
                && completions().contains(call.owner + "." + call.name + call.desc);
    }

    private Set<String> completions() {
        return switch (this) {
            case COROUTINE ->
                Set.of(
                        RuntimeMembers.COROUTINES + "." + RuntimeMembers.DONE + RuntimeMembers.DONE_DESC,
                        RuntimeMembers.COROUTINES + "." + RuntimeMembers.DONE + RuntimeMembers.DONE_VALUE_DESC);
            case TASK -> Set.of(RuntimeMembers.TASK + "." + RuntimeMembers.COMPLETED + RuntimeMembers.COMPLETED_DESC);
            case FUTURE, STAGE ->
                Set.of(
                        FUTURE_CLASS + ".completedFuture(Ljava/lang/Object;)L" + FUTURE_CLASS + ";",
                        FUTURE_CLASS + ".completedStage(Ljava/lang/Object;)L" + STAGE_CLASS + ";");
        };
    }

    /** The call that wraps a value into this type, complete already. */
    public MethodInsnNode wrapping() {
        return switch (this) {
            case COROUTINE -> call(RuntimeMembers.COROUTINES, RuntimeMembers.DONE, RuntimeMembers.DONE_VALUE_DESC);
            case TASK -> call(RuntimeMembers.TASK, RuntimeMembers.COMPLETED, RuntimeMembers.COMPLETED_DESC);
            case FUTURE, STAGE -> call(FUTURE_CLASS, "completedFuture", "(Ljava/lang/Object;)L" + FUTURE_CLASS + ";");
        };
    }

    /** The method of the context that completes a body with an object of this type; they differ in what they say of null. */
    public String completing() {
        return this == TASK ? RuntimeMembers.COMPLETE_TASK : RuntimeMembers.COMPLETE;
    }

    /** What the exception says that null is returned for; as the runtime says it of null that comes from elsewhere. */
    public String ofNull() {
        return "an @Async method returned null instead of a "
                + switch (this) {
                    case COROUTINE -> "coroutine: write `return done();` or `return done(value);`";
                    case TASK ->
                        "task: write `return Task.completed(value);`, where it has no result"
                                + " `return Task.completed(null);`";
                    case FUTURE, STAGE -> "future: write `return completedFuture(value);`";
                };
    }

    /** The call of {@code await} that takes an object of this type. */
    public MethodInsnNode awaiting() {
        return call(
                RuntimeMembers.COROUTINES,
                RuntimeMembers.AWAIT,
                isStage() ? RuntimeMembers.AWAIT_STAGE_DESC : RuntimeMembers.AWAIT_AWAITABLE_DESC);
    }

    /** Whether it is a type of the JDK's, which is awaited over a bridge. */
    public boolean isStage() {
        return this == FUTURE || this == STAGE;
    }

    private static MethodInsnNode call(String owner, String name, String desc) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, desc, false);
    }
}
