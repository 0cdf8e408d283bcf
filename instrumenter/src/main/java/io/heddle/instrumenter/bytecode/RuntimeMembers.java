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
    public static final String SPAWN = "spawn";
    public static final String SPAWN_DESC = "(Lio/heddle/Coroutine;)Lio/heddle/Task;";
    public static final String SPAWN_EAGER = "spawnEager";
    public static final String SPAWN_CALLABLE_DESC = "(Lio/heddle/AsyncCallable;)Lio/heddle/Task;";
    public static final String ASYNC = "async";
    public static final String ASYNC_CALLABLE_DESC = "(Lio/heddle/AsyncCallable;)Lio/heddle/Coroutine;";
    public static final String COMPLETED = "completed";
    public static final String COMPLETED_DESC = "(Ljava/lang/Object;)Lio/heddle/Task;";
    public static final String FUTURE_ENTRY = "$future";
    public static final String FUTURE_ENTRY_DESC = "()Ljava/util/concurrent/CompletableFuture;";
    public static final String FROM_STAGE = "fromStage";
    public static final String FROM_STAGE_DESC = "(Ljava/util/concurrent/CompletionStage;)Lio/heddle/Coroutine;";

    public static final String EVENT_LOOP = "io/heddle/EventLoop";
    public static final String EVENT_LOOP_GROUP = "io/heddle/EventLoopGroup";
    public static final String TASK_GROUP = "io/heddle/TaskGroup";
    public static final String AWAITABLE = "io/heddle/Awaitable";
    public static final String COROUTINE = "io/heddle/Coroutine";
    public static final String TASK = "io/heddle/Task";
    public static final String PROMISE = "io/heddle/Promise";

    /** What may have to be waited for when it is closed. */
    public static final String ASYNC_CLOSEABLE = "io/heddle/AsyncCloseable";

    public static final String CLOSE_ASYNC = "closeAsync";
    public static final String CLOSE_ASYNC_DESC = "()Lio/heddle/Coroutine;";
    public static final String CLOSE_ASYNC_FAILURE_DESC = "(Ljava/lang/Throwable;)Lio/heddle/Coroutine;";

    /** What a for-each loop may have to wait for. */
    public static final String ASYNC_ITERABLE = "io/heddle/AsyncIterable";

    public static final String ASYNC_ITERATOR = "io/heddle/AsyncIterator";
    public static final String HAS_NEXT_ASYNC = "hasNextAsync";
    public static final String HAS_NEXT_ASYNC_DESC = "()Lio/heddle/Coroutine;";

    /** The ABI. */
    public static final String CTX = "io/heddle/rt/Ctx";

    public static final String CTX_DESC = "Lio/heddle/rt/Ctx;";
    public static final String FRAME = "io/heddle/rt/CoroutineFrame";
    public static final String FRAME_DESC = "Lio/heddle/rt/CoroutineFrame;";
    public static final String SUSPENDABLE = "io/heddle/rt/Suspendable";
    public static final String AWAIT_ENTRY = "$await";
    public static final String AWAIT_ENTRY_DESC = "(Lio/heddle/rt/Ctx;)Ljava/lang/Object;";

    public static final String AWAIT_INT = "$awaitInt";
    public static final String AWAIT_LONG = "$awaitLong";
    public static final String AWAIT_DOUBLE = "$awaitDouble";
    public static final String AWAIT_BOOLEAN = "$awaitBoolean";
    public static final String SUSPENDING = "suspending";
    public static final String SETTLE = "settle";
    public static final String SETTLE_AT_START = "settleAtStart";
    public static final String SETTLE_DESC = "()Ljava/lang/Object;";
    public static final String SETTLED = "settled";
    public static final String SETTLED_DESC = "(Ljava/lang/Object;)Ljava/lang/Object;";
    public static final String CAPTURE = "capture";
    public static final String CAPTURE_DESC = "(Lio/heddle/rt/CoroutineFrame;)V";
    public static final String COMPLETE = "complete";
    public static final String COMPLETE_TASK = "completeTask";
    public static final String COMPLETE_DESC = "(Lio/heddle/rt/Suspendable;)Ljava/lang/Object;";
    public static final String CAUGHT = "caught";
    public static final String CAUGHT_DESC = "(Ljava/lang/Throwable;)V";
    public static final String STATE = "state";
    public static final String RESUME = "resume";
    public static final String RESUME_DESC =
            "(Ljava/lang/Object;Ljava/lang/Throwable;Lio/heddle/rt/Ctx;)Ljava/lang/Object;";
    public static final String LOCATION = "location";
    public static final String LOCATION_DESC = "()Ljava/lang/StackTraceElement;";
    public static final String BEGIN = "$begin";
    public static final String BEGIN_DESC = "()V";
    public static final String SPAWN_ENTRY = "$spawn";
    public static final String SPAWN_ENTRY_DESC = "(Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;";
    public static final String SPAWN_IN_BODY_DESC =
            "(Lio/heddle/Coroutine;Ljava/lang/String;Lio/heddle/rt/Ctx;)Lio/heddle/Task;";
    public static final String SPAWN_ON_LOOP_DESC =
            "(Lio/heddle/EventLoop;Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;";
    public static final String SPAWN_ON_LOOPS_DESC =
            "(Lio/heddle/EventLoopGroup;Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;";
    public static final String SPAWN_IN_GROUP_DESC =
            "(Lio/heddle/TaskGroup;Lio/heddle/Coroutine;Ljava/lang/String;)Lio/heddle/Task;";
    public static final String SPAWN_EAGER_ENTRY = "$spawnEager";
    public static final String DESCRIBE = "$describe";
    public static final String DESCRIBE_DESC = "()Ljava/lang/String;";

    /** The stamp on a class that has been woven, with the version of the ABI. */
    public static final String WOVEN_DESC = "Lio/heddle/rt/Woven;";

    public static final String WOVEN_ABI = "abi";
    public static final String WOVEN_OPTIONS = "options";
    /** The mark of a generated class, with the class that it belongs to. */
    public static final String GENERATED_DESC = "Lio/heddle/rt/Generated;";

    public static final String GENERATED_OWNER = "owner";
    /** The class that tells the version of the ABI of a runtime, and the constant that holds it. */
    public static final String ABI = "io/heddle/rt/Abi";

    public static final String ABI_VERSION_FIELD = "VERSION";
    /** The version of the ABI that this instrumenter weaves for. */
    public static final int ABI_VERSION = 1;

    /** The management bean that shows the tasks of a JVM: its name, its class, and its operations. */
    public static final String TASKS_BEAN = "io.heddle:type=Tasks";

    public static final String TASKS_BEAN_CLASS = "io.heddle.debug.Tasks";
    public static final String TASKS_BEAN_TABLE = "table";
    public static final String TASKS_BEAN_TREE = "tree";

    private RuntimeMembers() {}
}
