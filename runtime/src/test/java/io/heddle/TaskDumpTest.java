package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TaskDumpTest extends KernelTest {
    private Coroutine<?> shop() {
        return body("open", () -> {
            spawn(body("price", () -> await(sleep(9)))).named("the \"price\"");
            return await(gather(sleep(1), body("total", () -> await(sleep(1), v -> value(log.add(dump()))))));
        });
    }

    private String dump() {
        return TaskDump.of(runner.loop()).json();
    }

    @Test
    void theJsonHasEveryLoopAndEveryTask() {
        runner.run(shop());

        assertThat(log).singleElement().isEqualTo("""
                {"loops":[{"name":"event loop main","held":[],"tasks":[\
                {"id":1,"name":"Task-1","state":"waits for gather","ageMillis":1000,"waitingMillis":1000,\
                "spawnedAt":null,"trace":["Body.open(Body.java:1)"],"awaits":[3]},\
                {"id":2,"name":"the \\"price\\"","state":"waits for sleep","ageMillis":1000,"waitingMillis":1000,\
                "spawnedAt":null,"trace":["Body.price(Body.java:1)"],"awaits":[]},\
                {"id":3,"name":"Task-4","state":"is running","ageMillis":1000,"waitingMillis":null,\
                "spawnedAt":"Body.open(Body.java:1)","trace":[],"awaits":[]}]}],"cycles":[]}""");
    }

    @Test
    void theTableHasALineForEachTask() {
        runner.run(body("open", () -> {
            spawn(body("price", () -> await(sleep(9)))).named("price");
            return await(sleep(2), v -> value(log.add(TaskDump.of(runner.loop()).table())));
        }));

        assertThat(log).singleElement().isEqualTo("""
                TASK    STATE            FOR  AGE  AT                       SPAWNED AT  LOOP
                Task-1  is running       -    2s   -                        -           event loop main
                price   waits for sleep  2s   2s   Body.price(Body.java:1)  -           event loop main
                """);
    }

    @Test
    void anyThreadSeesAllLoops() throws Exception {
        try (var other = Runner.builder().name("other").build()) {
            var asked = new CountDownLatch(1);
            var ready = new CountDownLatch(1);
            var thread = new Thread(() -> other.run(body("serve", () -> {
                var stop = new Promise<String>();
                EventLoop.current().execute(ready::countDown);
                new Thread(() -> {
                            awaitLatch(asked);
                            stop.complete("stop");
                        })
                        .start();
                return await(stop);
            })));
            thread.start();
            awaitLatch(ready);

            var dump = Task.dump();
            asked.countDown();
            thread.join();

            assertThat(dump.replaceAll("\\b\\d[\\d.]*s\\b", "_")).contains("""
                    event loop other, 1 task
                      Task-1 waits for a promise, for _, _ old
                          at Body.serve(Body.java:1)
                    """);
        }
    }

    @Test
    void aLoopThatDoesNotAnswerShowsTheStepThatHoldsIt() throws Exception {
        try (var other = Runner.builder().name("held").build()) {
            var asked = new CountDownLatch(1);
            var ready = new CountDownLatch(1);
            var thread = new Thread(() -> other.run(body("serve", () -> {
                ready.countDown();
                awaitLatch(asked);
                return value(null);
            })));
            thread.start();
            awaitLatch(ready);

            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            var snapshot = LoopSnapshot.held((LoopCore) other.loop());
            asked.countDown();
            thread.join();

            assertThat(snapshot.held())
                    .extracting(StackTraceElement::getMethodName)
                    .contains("await");
            assertThat(new TaskDump(List.of(snapshot)).tree())
                    .startsWith("event loop held, 1 task, does not answer; it is held here:\n      at ")
                    .contains("at java.base/java.util.concurrent.CountDownLatch.await(")
                    .containsPattern("\n  Task-1 is running, .* old\n$");
        }
    }

    @Test
    void aCircleThroughAGatherIsFound() {
        var tasks = new Task<?>[1];
        runner.run(body("main", () -> {
            tasks[0] = spawn(body(
                            "total",
                            () -> await(gather(sleep(9), body("price", () -> await(tasks[0]))), v -> value(v))))
                    .named("total");
            return await(sleep(1), v -> value(log.add(TaskDump.of(runner.loop()).tree())));
        }));

        assertThat(log).singleElement().asString().startsWith("""
                2 tasks wait for each other:
                  total, at Body.total(Body.java:1), waits for gather (Task-4)
                  Task-4, at Body.price(Body.java:1), waits for total
                event loop main,\s""");
    }

    /** Of a user's class. */
    private static final class Nameless extends CompletableFuture<String> {
        @Override
        public String toString() {
            throw new IllegalStateException("no name");
        }
    }

    @Test
    void aDumpGoesOnWhereWhatATaskWaitsForCannotBeDescribed() {
        runner.run(body("main", () -> {
            spawn(body("price", () -> await(fromStage(new Nameless())))).named("price");
            return await(sleep(1), v -> value(log.add(TaskDump.of(runner.loop()).tree())));
        }));

        assertThat(log).containsExactly("""
                event loop main, 2 tasks
                  Task-1 is running, 1s old
                  price ?, for 1s, 1s old
                      at Body.price(Body.java:1)
                """);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
