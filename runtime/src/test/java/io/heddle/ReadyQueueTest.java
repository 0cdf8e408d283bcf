package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
    private final TaskList list = new TaskList();
    private final ReadyQueue queue = list.ready;

    @Test
    void entriesComeOutInTheOrderInWhichTheyWentInWhereverTheListPutsItsTasks() {
        var expected = new ArrayDeque<Object>();
        var waiting = new ArrayList<Task<?>>();
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    Runnable callback = () -> {};
                    queue.add(callback);
                    expected.add(callback);
                }
                case 1 -> {
                    var task = Task.completed(round);
                    list.add(task); // which moves the others, now and then
                    waiting.add(task);
                }
                case 2 -> {
                    if (!waiting.isEmpty()) {
                        var task = waiting.remove(random.nextInt(waiting.size()));
                        queue.add(task);
                        expected.add(task);
                    }
                }
                default -> {
                    var entry = queue.poll();
                    assertThat(entry).isSameAs(expected.poll());
                    if (entry instanceof Task<?> task && random.nextBoolean()) {
                        list.remove(task);
                    } else if (entry instanceof Task<?> task) {
                        waiting.add(task);
                    }
                }
            }
            assertThat(queue.size()).isEqualTo(expected.size());
            if (random.nextInt(100) == 0) {
                list.trim();
            }
        }
        assertThat(queue.tasks())
                .isEqualTo(expected.stream().filter(Task.class::isInstance).toList());
        while (!expected.isEmpty()) {
            assertThat(queue.poll()).isSameAs(expected.poll());
        }
        queue.trim();
        assertThat(queue.poll()).isNull();
        Runnable afterTheTrim = () -> {};
        queue.add(afterTheTrim);
        assertThat(queue.poll()).isSameAs(afterTheTrim);
    }

    @Test
    void aTaskIsMovedBeforeTheOthers() {
        var tasks = new ArrayList<Task<?>>();
        for (var i = 0; i < 4; i++) {
            tasks.add(Task.completed(i));
            list.add(tasks.get(i));
            queue.add(tasks.get(i));
        }

        queue.moveToFront(tasks.get(2));

        assertThat(queue.tasks()).containsExactly(tasks.get(2), tasks.get(0), tasks.get(1), tasks.get(3));
    }
}
