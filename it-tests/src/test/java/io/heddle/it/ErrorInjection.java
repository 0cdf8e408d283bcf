package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Thrown;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Makes each leaf and each capture of one target fail in turn, and holds what comes of it against the blocking
 * reference, in which the same awaits throw.
 */
final class ErrorInjection {
    /** Of a target with more places than these, evenly spread ones are tried. */
    private static final int MOST_PLACES = 24;

    private final TargetRuns runs;
    private final TargetCase target;
    private final Script script;

    ErrorInjection(TargetRuns runs, TargetCase target, Script script) {
        this.runs = runs;
        this.target = target;
        this.script = script;
    }

    /** Fails each leaf, by {@code way}. */
    void intoLeaves(Resumption way) {
        var probe = new Probe(script);
        countPlaces(probe);
        places(probe.awaits(), place -> {
            var expected = runs.reference(target, script.injecting(place, way, new InjectedError()), null);
            var actual = runs.woven(target, script.injecting(place, way, new InjectedError()));
            compare(actual, expected, "await " + place + " fails by " + way);
        });
    }

    /** Cancels the task at each leaf. */
    void cancellations() {
        var probe = new Probe(script);
        countPlaces(probe);
        places(probe.awaits(), place -> {
            var injecting = script.injecting(place, Resumption.CANCELLED, Thrown.cancelled("injected"));
            var expected = runs.reference(target, injecting, null).ofTask();
            var actual = runs.woven(target, injecting);
            compare(actual, expected, "cancelled at await " + place);
        });
    }

    /** Fails each capture. */
    void intoCaptures() {
        places(countPlaces(new Probe(script)), this::intoCapture);
    }

    /** Runs without a failure; gives the number of places at which a capture could fail. */
    private int countPlaces(Probe probe) {
        var counting = Captures.counting(probe);
        compare(runs.woven(target, probe, counting), runs.expected(target), "nothing fails");
        return counting.events();
    }

    private void intoCapture(int place) {
        var probe = new Probe(script);
        var captures = Captures.failing(probe, place, new InjectedError());
        var actual = runs.woven(target, probe, captures);
        var callOff = captures.calledOff();
        assertThat(callOff).as("capture %s of %s", place, target).isNotNull();
        var expected =
                runs.reference(target, script, Objects.requireNonNull(callOff).with(new InjectedError()));
        compare(actual, expected, "capture " + place + " fails: " + callOff);
    }

    private static void places(int count, IntConsumer test) {
        var step = Math.max(1, count / MOST_PLACES);
        IntStream.iterate(0, place -> place < count, place -> place + step).forEach(test);
    }

    private void compare(Observation actual, Observation expected, String what) {
        Differential.compare(actual, expected, target + ", " + what);
    }
}
