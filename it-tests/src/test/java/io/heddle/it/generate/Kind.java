package io.heddle.it.generate;

/** What async methods return. */
enum Kind {
    COROUTINE("Coroutine", "done"),
    TASK("Task", "Task.completed"),
    FUTURE("CompletableFuture", "CompletableFuture.completedFuture"),
    STAGE("CompletionStage", "CompletableFuture.completedStage");

    private final String type;
    /** The method that makes one of a value. */
    final String completer;

    Kind(String type, String completer) {
        this.type = type;
        this.completer = completer;
    }

    /** The type in a declaration. */
    String of(RandomType result) {
        return "%s<%s>".formatted(type, result.boxed);
    }

    /** What is complete with the value of an expression. */
    String completed(String value) {
        return "%s(%s)".formatted(completer, value);
    }

    /** Whether a method of this kind can return what one of the other kind gives. */
    boolean takes(Kind other) {
        return this == other || (this == STAGE && other == FUTURE);
    }
}
