package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskListTest {
    private final TaskList list = new TaskList();

    @Test
    void tasksStayInTheOrderInWhichTheyCameWhicheverHaveGone() {
        var expected = new ArrayList<Task<?>>();
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            // grows for some hundred rounds, then shrinks
            if (expected.isEmpty() || random.nextInt(1_000) < (round / 500 % 2 == 0 ? 700 : 300)) {
                var task = Task.completed(round);
                list.add(task);
                expected.add(task);
            } else {
                list.remove(expected.remove(random.nextInt(expected.size())));
            }
            if (random.nextInt(50) == 0) {
                list.trim();
            }
            assertThat(list.isEmpty()).isEqualTo(expected.isEmpty());
            if (round % 20 == 0) {
                assertThat(list.copy()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aTaskThatOutlivesManyOthersKeepsNoRoomForThem() {
        var first = Task.completed("first");
        list.add(first);
        for (var i = 0; i < 1_000; i++) {
            var task = Task.completed(i);
            var next = Task.completed(i);
            list.add(task);
            list.add(next);
            list.remove(task);
            list.remove(next);
        }

        assertThat(list.copy()).hasSize(1).first().isSameAs(first);
        assertThat(list.capacity()).isLessThan(64);
    }

    @Test
    void theRoomOfABurstIsGivenBack() {
        var burst = new ArrayList<Task<?>>();
        for (var i = 0; i < 1_000; i++) {
            var task = Task.completed(i);
            burst.add(task);
            list.add(task);
        }
        burst.subList(0, 990).forEach(list::remove);
        list.trim();

        assertThat(list.copy()).isEqualTo(burst.subList(990, 1_000));
        assertThat(list.capacity()).isLessThan(64);
    }

    @Test
    void aTaskIsFoundByItsNumberWhereverItHasMoved() {
        for (var number = 0; number < 100; number++) {
            list.add(new Task<>(NoLoop.INSTANCE, Coroutines.done("x"), Context.EMPTY, number, null));
        }
        var tasks = list.copy();
        var last = tasks.get(99);
        var place = last.place;
        assertThat(list.find(last.number(), place)).isSameAs(last);
        assertThat(list.find(last.number(), TaskList.NOWHERE)).isSameAs(last);
        tasks.subList(0, 95).forEach(list::remove);
        list.trim();

        assertThat(last.place).isNotEqualTo(place);
        assertThat(list.find(last.number(), place)).isSameAs(last);
        list.remove(last);
        assertThat(list.find(last.number(), place)).isNull();
    }
}
