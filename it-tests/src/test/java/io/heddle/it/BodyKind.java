package io.heddle.it;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/** What an async method may return. */
enum BodyKind {
    COROUTINE("io/heddle/Coroutine", "io/heddle/Coroutines", "done", "io/heddle/Coroutine"),
    TASK("io/heddle/Task", "io/heddle/Task", "completed", "io/heddle/Task"),
    FUTURE(
            "java/util/concurrent/CompletableFuture",
            "java/util/concurrent/CompletableFuture",
            "completedFuture",
            "java/util/concurrent/CompletableFuture"),
    STAGE(
            "java/util/concurrent/CompletionStage",
            "java/util/concurrent/CompletableFuture",
            "completedFuture",
            "java/util/concurrent/CompletableFuture");

    private final String type;
    private final String completer;
    private final String completion;
    private final String completed;

    BodyKind(String type, String completer, String completion, String completed) {
        this.type = type;
        this.completer = completer;
        this.completion = completion;
        this.completed = completed;
    }

    String desc() {
        return "L" + type + ";";
    }

    String completer() {
        return completer;
    }

    /** Makes what the method returns of the object on the stack. */
    MethodInsnNode completion() {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, completer, completion, "(Ljava/lang/Object;)L" + completed + ";");
    }

    Driver.Form form() {
        return Driver.Form.valueOf(name());
    }
}
