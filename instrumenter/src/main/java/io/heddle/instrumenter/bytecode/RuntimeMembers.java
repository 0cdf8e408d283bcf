package io.heddle.instrumenter.bytecode;

/**
 * Every name of the runtime that the instrumenter knows; a test holds them against the real runtime. The instrumenter
 * has no dependency on the runtime: it must weave for the version that the user has.
 */
public final class RuntimeMembers {
    /** How the internal name of every class of the runtime begins. */
    public static final String PACKAGE_PREFIX = "io/heddle/";

    /** How the internal names of the primitives begin that tasks synchronise with. */
    public static final String SYNC_PREFIX = "io/heddle/sync/";

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

    private RuntimeMembers() {}
}
