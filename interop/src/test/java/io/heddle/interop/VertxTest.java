package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coroutines on a context of Vert.x, which is not an executor: a lambda makes it one. */
class VertxTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Async
    private Coroutine<List<Boolean>> onContext() {
        var here = new ArrayList<Boolean>();
        var context = Vertx.currentContext();
        await(yieldNow());
        here.add(Vertx.currentContext() == context);
        await(sleep(ofMillis(1)));
        here.add(Vertx.currentContext() == context);
        await(vertx.timer(1, TimeUnit.MILLISECONDS).toCompletionStage());
        here.add(Vertx.currentContext() == context);
        var answer = await(vertx.executeBlocking(() -> "from a worker").toCompletionStage());
        here.add(answer.equals("from a worker") && Vertx.currentContext() == context);
        return done(here);
    }

    @Test
    void aTaskStaysOnItsContextWhateverItAwaits() throws Exception {
        var context = vertx.getOrCreateContext();
        Executor onContext = work -> context.runOnContext(v -> work.run());

        assertThat(EventLoop.on(onContext).spawn(onContext()).get()).containsExactly(true, true, true, true);
    }

    @Test
    void aTaskAndAnEventBusTalkToEachOther() throws Exception {
        var context = vertx.getOrCreateContext();
        Executor onContext = work -> context.runOnContext(v -> work.run());
        vertx.eventBus().<String>consumer("greetings", message -> message.reply("hello " + message.body()));

        var task = EventLoop.on(onContext).spawn(() -> {
            var reply = await(
                    vertx.eventBus().<String>request("greetings", "Heddle").toCompletionStage());
            return done(reply.body());
        });
        assertThat(task.get()).isEqualTo("hello Heddle");
    }

    @Test
    @Timeout(60)
    void tasksHearOfAVertxThatHasClosed() throws Exception {
        var context = vertx.getOrCreateContext();
        Executor onContext = work -> context.runOnContext(v -> work.run());
        var loop = EventLoop.on(onContext);
        var wait = new CountDownLatch(2);
        var promise = new Promise<String>();
        var waiting = loop.spawn(() -> {
            EventLoop.current().execute(wait::countDown);
            return done(await(promise));
        });
        var sleeping = loop.spawn(() -> {
            EventLoop.current().execute(wait::countDown);
            await(sleep(ofSeconds(1)));
            return done();
        });
        wait.await();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        promise.complete("too late");

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(sleeping::get).hasCauseInstanceOf(RejectedExecutionException.class);
    }
}
