package asyncio;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Async;
import io.heddle.AsyncIterable;
import io.heddle.ContextVar;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.TaskGroup;
import java.util.NoSuchElementException;

/**
 * test_context.py, and what test_tasks.py and test_threads.py have of it. Left out: contexts as objects (copy_context, run,
 * hashes, iteration), which are not in the API: each task, callback and thread has its own.
 */
public class Contexts extends Cases {
    private final ContextVar<String> variable = ContextVar.of("var", "initial");

    /** test_context_var_new_1, test_context_get_context_1. */
    @Async
    public Coroutine<Void> aVariableMayHaveNoValue() {
        var bare = ContextVar.<String>of("bare");
        assertThat(bare.name()).isEqualTo("bare");
        assertThatThrownBy(bare::get).isInstanceOf(NoSuchElementException.class);
        bare.set(null);
        assertThat(bare.get()).isNull();
        return done();
    }

    /** test_token_contextmanager_with_default, test_context_var_new_... of tokens. */
    @Async
    public Coroutine<Void> tokenContextmanager() {
        try (var token = variable.set("inside")) {
            await(sleep(1));
            assertThat(variable.get()).isEqualTo("inside");
        }
        assertThat(variable.get()).isEqualTo("initial");
        return done();
    }

    @Async
    public Coroutine<Void> tokenContextmanagerReraises() {
        try (var token = variable.set("inside")) {
            await(raising(1, new Crash("x")));
        } catch (Crash e) {
            log.add(variable.get());
        }
        assertThat(log).containsExactly("initial");
        return done();
    }

    /** test_context_var_reset: in the wrong order each brings back what was there when it was made. */
    @Async
    public Coroutine<Void> tokensInTheWrongOrder() {
        var first = variable.set("first");
        var second = variable.set("second");
        variable.reset(first);
        assertThat(variable.get()).isEqualTo("initial");
        variable.reset(second);
        assertThat(variable.get()).isEqualTo("first");
        return done();
    }

    @Async
    public Coroutine<Void> tokenUsedTwice() {
        var token = variable.set("x");
        variable.reset(token);
        assertThatThrownBy(() -> variable.reset(token)).isInstanceOf(IllegalStateException.class);
        return done();
    }

    @Async
    private Coroutine<Void> resets(ContextVar.Token<String> token) {
        assertThatThrownBy(() -> variable.reset(token)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(token::close).isInstanceOf(IllegalStateException.class);
        return done();
    }

    /** test_context_var_reset_different_context, "created in a different Context". */
    @Async
    public Coroutine<Void> tokenOfADifferentContext() {
        var token = variable.set("x");
        await(spawn(resets(token)));
        assertThat(variable.get()).isEqualTo("x");
        variable.reset(token);
        assertThat(variable.get()).isEqualTo("initial");
        return done();
    }

    @Async
    private Coroutine<Void> increments(int steps) {
        for (var i = 0; i < steps; i++) {
            variable.set(variable.get() + i);
            await(yieldNow());
        }
        log.add(variable.get());
        return done();
    }

    /** test_tasks.test_context_2 and _3: tasks interleave, each with values of its own. */
    @Async
    public Coroutine<Void> interleavingTasks() {
        variable.set("");
        await(gather(increments(5), increments(3)));
        assertThat(log).containsExactly("012", "01234");
        assertThat(variable.get()).isEmpty();
        return done();
    }

    @Async
    private Coroutine<Void> setsInCallee() {
        variable.set("callee");
        return done();
    }

    /** test_tasks.test_context_1: what is awaited shares the values; what is spawned does not. */
    @Async
    public Coroutine<Void> awaitedOrSpawned() {
        await(spawn(setsInCallee()));
        assertThat(variable.get()).isEqualTo("initial");
        await(withTimeout(seconds(1), setsInCallee()));
        assertThat(variable.get()).isEqualTo("callee");
        return done();
    }

    @Async
    public Coroutine<Void> groupsAndGathers() {
        variable.set("x");
        try (var group = TaskGroup.open()) {
            group.spawn(increments(1));
            variable.set("y");
            group.spawn(increments(1));
        }
        assertThat(log).containsExactly("x0", "y0");
        return done();
    }

    /** test_futures.test_add_done_callback_context, loop.call_soon and call_later. */
    @Async
    public Coroutine<Void> callbacks() {
        var promise = new Promise<Void>();
        var loop = EventLoop.current();
        variable.set("a");
        promise.onDone(it -> log.add("onDone " + variable.get()));
        variable.set("b");
        loop.execute(() -> log.add("execute " + variable.get()));
        variable.set("c");
        loop.schedule(seconds(1), () -> log.add("schedule " + variable.get()));
        variable.set("d");
        promise.complete(null);
        await(sleep(2));
        assertThat(log).containsExactly("execute b", "onDone a", "schedule c");
        return done();
    }

    /** test_threads.test_to_thread_contextvars. */
    @Async
    public Coroutine<Void> toThreadContextvars() throws Exception {
        variable.set("parrot");
        var seen = await(toThread(() -> {
            var before = variable.get();
            variable.set("lost");
            return before;
        }));
        assertThat(seen).isEqualTo("parrot");
        assertThat(variable.get()).isEqualTo("parrot");
        return done();
    }

    /** test_context_in_async_generators: a body runs in its consumer's task. */
    @Async
    public Coroutine<Void> asyncGenerators() {
        var values = AsyncIterable.<String>generate(out -> {
            await(out.emit(variable.get()));
            variable.set("of the body");
            await(out.emit(variable.get()));
            return done();
        });
        variable.set("of the consumer");
        for (var value : values) {
            log.add(value + ", " + variable.get());
        }
        assertThat(log).containsExactly("of the consumer, of the consumer", "of the body, of the body");
        return done();
    }
}
