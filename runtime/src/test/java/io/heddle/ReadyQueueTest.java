package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
    @Test
    void entriesComeOutInTheOrderInWhichTheyWentIn() {
        var queue = new ReadyQueue();
        var expected = new ArrayDeque<Object>();
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            if (random.nextInt(5) < 3) {
                queue.add(round);
                expected.add(round);
            } else {
                assertThat(queue.poll()).isEqualTo(expected.poll());
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        queue.trim();
        while (!expected.isEmpty()) {
            assertThat(queue.poll()).isEqualTo(expected.poll());
        }
        queue.trim();
        assertThat(queue.poll()).isNull();
        queue.add("after the trim");
        assertThat(queue.poll()).isEqualTo("after the trim");
    }
}
