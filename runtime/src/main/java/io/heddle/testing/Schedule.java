package io.heddle.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An order of steps: for each choice how many ready tasks are passed over, and none after the last. So a short schedule is
 * close to first come, first served.
 */
record Schedule(List<Integer> choices) {
    static final Schedule FIFO = new Schedule(List.of());

    Schedule {
        choices = List.copyOf(choices);
    }

    static Schedule parse(String text) {
        try {
            return new Schedule(Stream.of(text.split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .map(Integer::valueOf)
                    .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no schedule, which is numbers with blanks between them", e);
        }
    }

    /** The choice at {@code place}. */
    int at(int place) {
        return place < choices.size() ? choices.get(place) : 0;
    }

    /** The same up to {@code place}, which lies behind it, and another choice there. */
    Schedule then(int place, int choice) {
        var longer = new ArrayList<>(choices);
        longer.addAll(Collections.nCopies(place - choices.size(), 0));
        longer.add(choice);
        return new Schedule(longer);
    }

    @Override
    public String toString() {
        return choices.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
