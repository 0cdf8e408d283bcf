package io.heddle.instrumenter.bytecode;

/**
 * Every name of the runtime that the instrumenter knows; a test holds them against the real runtime. The instrumenter
 * has no dependency on the runtime: it must weave for the version that the user has.
 */
public final class RuntimeMembers {
    /** What every internal name of the runtime begins with: a class without it in its constant pool is not ours. */
    public static final String PREFIX = "io/heddle/";

    /** {@code @Async}. */
    public static final String ASYNC_DESC = "Lio/heddle/Async;";

    /** The static vocabulary of users. */
    public static final String COROUTINES = "io/heddle/Coroutines";

    public static final String AWAIT = "await";
    public static final String AWAIT_AWAITABLE_DESC = "(Lio/heddle/Awaitable;)Ljava/lang/Object;";
    public static final String AWAIT_STAGE_DESC = "(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;";
    public static final String DONE = "done";
    public static final String DONE_VALUE_DESC = "(Ljava/lang/Object;)Lio/heddle/Coroutine;";
    public static final String DONE_DESC = "()Lio/heddle/Coroutine;";
    public static final String FROM_STAGE = "fromStage";
    public static final String FROM_STAGE_DESC = "(Ljava/util/concurrent/CompletionStage;)Lio/heddle/Coroutine;";

    public static final String AWAITABLE = "io/heddle/Awaitable";
    public static final String COROUTINE = "io/heddle/Coroutine";
    public static final String TASK = "io/heddle/Task";

    /** The ABI. */
    public static final String CTX = "io/heddle/rt/Ctx";

    public static final String CTX_DESC = "Lio/heddle/rt/Ctx;";
    public static final String FRAME = "io/heddle/rt/CoroutineFrame";
    public static final String FRAME_DESC = "Lio/heddle/rt/CoroutineFrame;";
    public static final String SUSPENDABLE = "io/heddle/rt/Suspendable";
    public static final String AWAIT_ENTRY = "$await";
    public static final String AWAIT_ENTRY_DESC = "(Lio/heddle/rt/Ctx;)Ljava/lang/Object;";

    /** What marks the classes that the instrumenter makes, and its one element: for which class. */
    public static final String GENERATED_DESC = "Lio/heddle/rt/Generated;";

    public static final String GENERATED_OWNER = "owner";

    private RuntimeMembers() {}
}
