package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final List<String> log = new ArrayList<>();

    private Body<String> twoSteps(String name) {
        return body(() -> {
            log.add(name + " 1");
            return await(yieldNow(), v -> {
                log.add(name + " 2");
                return value(name);
            });
        });
    }

    @Test
    void aPassRunsWhatIsReadyInTheOrderInWhichItBecameReady() {
        run(body(() -> {
            var a = spawn(twoSteps("a"));
            var b = spawn(twoSteps("b"));
            EventLoop.current().execute(() -> log.add("callback"));
            log.add("main");
            return await(a, x -> await(b));
        }));

        assertThat(log).containsExactly("main", "a 1", "b 1", "callback", "a 2", "b 2");
    }

    @Test
    void sleepersWakeInTheOrderOfTheirDeadlinesAndTiesInTheOrderOfTheirSleeps() {
        try (var runner = Runner.virtualTime()) {
            runner.run(body(() -> {
                var late = spawn(body(() -> await(sleep(ofSeconds(2)), v -> value(log.add("late")))));
                spawn(body(() -> await(sleep(ofSeconds(1)), v -> value(log.add("first")))));
                spawn(body(() -> await(sleep(ofSeconds(1)), v -> value(log.add("second")))));
                return await(late);
            }));
            assertThat(log).containsExactly("first", "second", "late");
            assertThat(runner.loop().nanoTime()).isEqualTo(ofSeconds(2).toNanos());
        }
    }
}
