package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskOrderTest {
    private final List<String> log = new ArrayList<>();

    private Coroutine<String> twoSteps(String name) {
        return body(() -> {
            log.add(name + "1");
            return await(yieldNow(), v -> {
                log.add(name + "2");
                return value(name);
            });
        });
    }

    private Coroutine<String> twoTasks() {
        return body(() -> {
            var a = spawn(twoSteps("a"));
            var b = spawn(twoSteps("b"));
            return await(a, v -> await(b));
        });
    }

    @Test
    void theChosenTaskGoesOn() {
        TaskOrder last = ready -> ready.size() - 1;
        try (var runner = Runner.builder().virtualTime(true).taskOrder(last).build()) {
            runner.run(twoTasks());
        }

        assertThat(log).containsExactly("b1", "b2", "a1", "a2");
    }

    @Test
    void callbacksKeepTheirPlaceInTheQueue() {
        TaskOrder last = ready -> ready.size() - 1;
        try (var runner = Runner.builder().virtualTime(true).taskOrder(last).build()) {
            runner.run(body(() -> {
                var loop = EventLoop.current();
                loop.execute(() -> log.add("one"));
                var a = spawn(twoSteps("a"));
                var b = spawn(twoSteps("b"));
                loop.execute(() -> log.add("two"));
                return await(a, v -> await(b));
            }));
        }

        assertThat(log.indexOf("one")).isZero();
        assertThat(log.indexOf("two")).isGreaterThan(0);
    }

    @Test
    void seedsLetOneTaskGetAheadOfAnotherBySeveralSteps() {
        var orders = new HashSet<List<String>>();
        for (var seed = 0; seed < 50; seed++) {
            log.clear();
            try (var runner = Runner.builder().virtualTime(true).seed(seed).build()) {
                runner.run(twoTasks());
            }
            orders.add(List.copyOf(log));
        }

        assertThat(orders)
                .containsExactlyInAnyOrder(
                        List.of("a1", "a2", "b1", "b2"),
                        List.of("a1", "b1", "a2", "b2"),
                        List.of("a1", "b1", "b2", "a2"),
                        List.of("b1", "a1", "a2", "b2"),
                        List.of("b1", "a1", "b2", "a2"),
                        List.of("b1", "b2", "a1", "a2"));
    }
}
