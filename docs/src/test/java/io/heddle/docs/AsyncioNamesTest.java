package io.heddle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** docs/semantics.md has a word about every public name of Python 3.14's {@code asyncio}: {@code __all__} of its modules. */
class AsyncioNamesTest {
    private static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("base_events", "BaseEventLoop Server"),
            Map.entry("coroutines", "iscoroutinefunction iscoroutine"),
            Map.entry(
                    "events",
                    "AbstractEventLoop AbstractServer Handle TimerHandle get_event_loop_policy set_event_loop_policy"
                            + " get_event_loop set_event_loop new_event_loop _set_running_loop get_running_loop"
                            + " _get_running_loop AbstractEventLoopPolicy DefaultEventLoopPolicy"),
            Map.entry(
                    "exceptions",
                    "BrokenBarrierError CancelledError InvalidStateError TimeoutError IncompleteReadError"
                            + " LimitOverrunError SendfileNotAvailableError"),
            Map.entry("futures", "Future wrap_future isfuture future_add_to_awaited_by future_discard_from_awaited_by"),
            Map.entry(
                    "graph",
                    "capture_call_graph format_call_graph print_call_graph FrameCallGraphEntry FutureCallGraph"),
            Map.entry("locks", "Lock Event Condition Semaphore BoundedSemaphore Barrier"),
            Map.entry("protocols", "BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol"),
            Map.entry("queues", "Queue PriorityQueue LifoQueue QueueFull QueueEmpty QueueShutDown"),
            Map.entry("runners", "Runner run"),
            Map.entry("staggered", "staggered_race"),
            Map.entry(
                    "streams",
                    "StreamReader StreamWriter StreamReaderProtocol open_connection start_server open_unix_connection"
                            + " start_unix_server"),
            Map.entry("subprocess", "create_subprocess_exec create_subprocess_shell"),
            Map.entry("taskgroups", "TaskGroup"),
            Map.entry(
                    "tasks",
                    "Task create_task FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED wait wait_for as_completed sleep"
                            + " gather shield ensure_future run_coroutine_threadsafe current_task all_tasks"
                            + " create_eager_task_factory eager_task_factory _register_task _unregister_task _enter_task"
                            + " _leave_task"),
            Map.entry("threads", "to_thread"),
            Map.entry("timeouts", "Timeout timeout timeout_at"),
            Map.entry(
                    "transports",
                    "BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport"),
            Map.entry("unix_events", "SelectorEventLoop EventLoop"),
            Map.entry("windows_events", "ProactorEventLoop IocpProactor")));

    @TestFactory
    Iterable<DynamicTest> everyNameOfAModuleIsThere() throws IOException {
        var page = String.join("\n", Document.read(Path.of("docs/semantics.md")).lines());
        return NAMES.entrySet().stream()
                .map(module -> DynamicTest.dynamicTest(module.getKey(), () -> {
                    assertThat(page).contains("**" + module.getKey() + "**");
                    assertThat(Arrays.asList(module.getValue().split(" ")))
                            .allSatisfy(name -> assertThat(page).containsPattern("`" + name + "[`(]"));
                }))
                .toList();
    }
}
