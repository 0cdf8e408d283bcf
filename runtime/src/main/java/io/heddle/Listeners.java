package io.heddle;

import io.heddle.rt.Traces;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one, in order. What one of them throws is reported, and keeps nothing from the others. */
final class Listeners implements LoopListener {
    private final List<LoopListener> listeners;
    private final FailureWatch failures;

    Listeners(List<LoopListener> listeners, FailureWatch failures) {
        this.listeners = List.copyOf(listeners);
        this.failures = failures;
    }

    private void each(Consumer<LoopListener> call) {
        for (var listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) {
                failures.report("listener " + Called.of(listener), Traces.leavingCallback(e));
            }
        }
    }

    @Override
    public void spawned(Task<?> task) {
        each(listener -> listener.spawned(task));
    }

    @Override
    public void stepBegins(Task<?> task) {
        each(listener -> listener.stepBegins(task));
    }

    @Override
    public void stepEnded(Task<?> task) {
        each(listener -> listener.stepEnded(task));
    }

    @Override
    public void late(Duration lag) {
        each(listener -> listener.late(lag));
    }

    @Override
    public void closed() {
        each(LoopListener::closed);
    }
}
