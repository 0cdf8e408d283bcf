package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoorTest {
    private final Door door = new Door();

    @Test
    void entriesAreTakenInTheOrderOfArrival() {
        var taken = new ArrayList<Object>();
        assertThat(door.isEmpty()).isTrue();
        door.push(1);
        door.push(2);
        assertThat(door.isEmpty()).isFalse();
        door.drain((entry, ended) -> taken.add(entry));
        door.push(3);
        door.drain((entry, ended) -> taken.add(entry));

        assertThat(taken).containsExactly(1, 2, 3);
        assertThat(door.isEmpty()).isTrue();
    }

    @Test
    void aClosedDoorGivesWhatItHasAndTakesNothing() {
        var taken = new ArrayList<Object>();
        door.push(1);
        door.close((entry, ended) -> taken.add(entry));
        door.close((entry, ended) -> taken.add(entry));

        assertThat(taken).containsExactly(1);
        assertThat(door.push(2)).isFalse();
        assertThat(door.isEmpty()).isTrue();
    }

    @Test
    void whatSeveralThreadsPushIsTakenOnceAndInTheOrderOfEachUntilTheDoorCloses() {
        var threads = 4;
        var accepted = new AtomicInteger();
        var pushers = new ArrayList<CompletableFuture<Void>>();
        for (var thread = 0; thread < threads; thread++) {
            var me = thread;
            pushers.add(CompletableFuture.runAsync(() -> {
                for (var i = 0; door.push(List.of(me, i)); i++) {
                    accepted.incrementAndGet();
                }
            }));
        }
        var taken = new ArrayList<List<Integer>>();
        Door.Receiver receiver = (entry, ended) -> taken.add(Cast.to(entry));
        while (taken.size() < 10_000) {
            door.drain(receiver);
        }
        door.close(receiver);
        pushers.forEach(CompletableFuture::join);

        assertThat(taken).hasSize(accepted.get());
        for (var thread = 0; thread < threads; thread++) {
            var me = thread;
            var numbers = taken.stream()
                    .filter(it -> it.get(0) == me)
                    .map(it -> it.get(1))
                    .toList();
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }
}
