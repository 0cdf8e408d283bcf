package io.heddle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What other threads do while the loop's thread is at any point of {@link Parking#park}, told as one thread's story. */
class ParkingTest {
    private final List<String> log = new ArrayList<>();
    private final Door door = new Door();
    private final Queue<Runnable> whileAsleep = new ArrayDeque<>();
    private final Parking parking = new Parking(new Parking.Sleeper() {
        @Override
        public void sleep(long nanos) {
            log.add("sleeps for " + nanos);
            var event = whileAsleep.poll();
            if (event != null) {
                event.run();
            }
        }

        @Override
        public void wake() {
            log.add("is woken");
        }
    });

    private void push(String entry) {
        door.push(entry);
        parking.wakeUp();
    }

    private void drain() {
        door.drain((entry, ended) -> log.add("takes " + entry));
    }

    @Test
    void itSleepsOnceForAsLongAsItIsTold() {
        parking.park(door, 42);

        assertThat(log).containsExactly("sleeps for 42");
    }

    @Test
    void whoeverCameBeforeIsSeenAndNobodyIsWoken() {
        push("x");
        parking.park(door, 42);
        drain();

        assertThat(log).containsExactly("takes x");
    }

    @Test
    void theFirstToComeWhileItSleepsWakesItAndTheOthersNeedNot() {
        whileAsleep.add(() -> {
            push("x");
            push("y");
        });
        parking.park(door, 42);
        drain();

        assertThat(log).containsExactly("sleeps for 42", "is woken", "takes x", "takes y");
    }

    @Test
    void itSleepsAndWakesOnceForEachHandOver() {
        for (var entry : List.of("x", "y", "z")) {
            whileAsleep.add(() -> push(entry));
        }
        for (var i = 0; i < 3; i++) {
            parking.park(door, 42);
            drain();
        }

        assertThat(log)
                .containsExactly(
                        "sleeps for 42",
                        "is woken",
                        "takes x",
                        "sleeps for 42",
                        "is woken",
                        "takes y",
                        "sleeps for 42",
                        "is woken",
                        "takes z");
    }

    @Test
    void nobodyWakesItOnceItIsAwake() {
        parking.park(door, 42);
        push("x");

        assertThat(log).containsExactly("sleeps for 42");
    }
}
