package io.heddle.testing;

import io.heddle.AsyncCallable;
import io.heddle.Runner;
import io.heddle.Task;
import io.heddle.TaskOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a program in the order of a schedule; it notes which other choices there were. */
final class Trial implements TaskOrder {
    private final Schedule schedule;
    /** How many tasks were ready at each choice. */
    private final List<Integer> widths = new ArrayList<>();

    private final List<String> story = new ArrayList<>();
    private boolean diverged;
    private boolean over;

    Trial(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Runs the program; what it failed with, or null.
     *
     * @throws IllegalStateException where it has other choices than the schedule
     */
    @Nullable
    Throwable run(AsyncCallable<?> program) {
        var failure = new TrialRun(Runner.builder().taskOrder(this)).run(program, () -> over = true);
        if (diverged || widths.size() < schedule.choices().size()) {
            throw new IllegalStateException("the program has other choices than the schedule \"" + schedule
                    + "\": it is another program, or not deterministic but for the order of its tasks");
        }
        return failure;
    }

    @Override
    public int choose(List<Task<?>> ready) {
        if (over) {
            return 0;
        }
        var place = widths.size();
        widths.add(ready.size());
        var choice = schedule.at(place);
        if (choice < 0 || choice >= ready.size()) {
            diverged = true;
            return 0;
        }
        if (choice > 0) {
            var passedOver = ready.subList(0, choice).stream().map(Task::name).toList();
            story.add("choice " + (place + 1) + ": " + ready.get(choice).name() + " goes on before "
                    + String.join(", ", passedOver));
        }
        return choice;
    }

    Schedule schedule() {
        return schedule;
    }

    /** The choices that were not the first one, for people. */
    List<String> story() {
        return story;
    }

    /** The schedules with one more detour than this one, somewhere behind its last. */
    List<Schedule> detours() {
        var detours = new ArrayList<Schedule>();
        for (var place = schedule.choices().size(); place < widths.size(); place++) {
            for (var choice = 1; choice < widths.get(place); choice++) {
                detours.add(schedule.then(place, choice));
            }
        }
        return detours;
    }
}
