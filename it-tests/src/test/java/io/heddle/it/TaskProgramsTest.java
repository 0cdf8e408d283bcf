package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole programs with tasks, groups, generators, locks and deadlines, cancelled or failed at each of their steps in turn.
 * No blocking twin could tell what is right, but whatever a program opens it closes, and it does the same however it was
 * compiled and woven. {@code -Dheddle.schedules=N} tries more seeds.
 */
class TaskProgramsTest {
    private static final int SCHEDULES = Integer.getInteger("heddle.schedules", 4);
    private static final int MOST_PLACES = Integer.getInteger("heddle.places", 12);
    private static final int NOWHERE = -1;
    private static final int[] READY_PERCENT = {100, 0, 50, 85};

    private static final List<TargetLoader> LOADERS = new ArrayList<>();

    @BeforeAll
    static void weave() throws IOException {
        List<Path> sources;
        try (var files = Files.walk(Path.of("src", "tasks"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        for (var compilation : List.of(Compilation.standard(), Compilation.eclipse())) {
            var targets = TargetClasses.compile(compilation, "tasks " + compilation.name(), sources, List.of());
            for (var directCalls : DirectCalls.values()) {
                for (var shape : List.of(Shape.SPLIT, Shape.COMPACT)) {
                    var woven =
                            WovenClasses.weave(targets, List.of(), new WeavingOptions(shape, directCalls, List.of()));
                    assertThat(woven.problems()).isEmpty();
                    LOADERS.add(new TargetLoader(woven.files(), null));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Combinators", "MergeSort", "Pipelines", "Pool"})
    void endsWhatItHasBegunInEverySchedule(String program) throws ReflectiveOperationException {
        var mains = new ArrayList<Method>();
        for (var loader : LOADERS) {
            var main = loader.loadClass("tasks." + program).getDeclaredMethod("main", Schedule.class);
            main.setAccessible(true);
            mains.add(main);
        }
        for (var seed = 0; seed < SCHEDULES; seed++) {
            var steps = compare(mains, seed, NOWHERE, Schedule.Injection.NOTHING);
            for (var place = 0; place < steps; place += 1 + steps / MOST_PLACES) {
                for (var injection : Schedule.Injection.values()) {
                    compare(mains, seed, place, injection);
                }
            }
        }
    }

    /** Gives the number of steps. */
    private static int compare(List<Method> mains, long seed, int place, Schedule.Injection injection) {
        var steps = 0;
        var expected = List.<String>of();
        for (var main : mains) {
            var schedule = new Schedule(seed, READY_PERCENT[(int) (seed % READY_PERCENT.length)], place, injection);
            var trace = run(main, schedule, seed);
            var what = "%s, seed %s, %s at %s".formatted(main, seed, injection, place);
            assertThat(schedule.broken()).as(what).isEmpty();
            if (expected.isEmpty()) {
                expected = trace;
                steps = schedule.steps();
            }
            assertThat(trace).as(what).isEqualTo(expected);
        }
        return steps;
    }

    private static List<String> run(Method main, Schedule schedule, long seed) {
        var unretrieved = Collections.synchronizedList(new ArrayList<String>());
        var builder = Runner.builder()
                .virtualTime(true)
                .exceptionHandler((task, failure) -> unretrieved.add("unretrieved " + failure));
        if (seed % 2 == 1) {
            builder = builder.seed(seed);
        }
        String end;
        try (var runner = builder.build()) {
            end = "= " + runner.run(() -> call(main, schedule));
        } catch (Exception e) {
            end = String.join("\n", Text.tree(e));
        }
        var trace = new ArrayList<>(schedule.trace());
        trace.add(end);
        // When they are told of is up to the garbage collector.
        unretrieved.stream().sorted().forEach(trace::add);
        return trace;
    }

    private static Coroutine<?> call(Method main, Schedule schedule) throws Exception {
        try {
            return (Coroutine<?>) main.invoke(null, schedule);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
