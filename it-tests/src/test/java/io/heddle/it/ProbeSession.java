package io.heddle.it;

import io.heddle.AsyncCloseable;
import io.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/** Something to close. It tells the probe how it is closed, and awaits the probe. */
public final class ProbeSession implements AsyncCloseable {
    private final Probe probe;
    private final @Nullable String name;
    private final ProbeItems.Quirk quirk;

    ProbeSession(Probe probe, @Nullable String name, ProbeItems.Quirk quirk) {
        this.probe = probe;
        this.name = name;
        this.quirk = quirk;
        probe.log("open " + name);
    }

    @Override
    public Coroutine<Void> closeAsync() {
        probe.log("close " + name);
        return quirk == ProbeItems.Quirk.CLOSE_FAILS ? probe.fail(failure()) : probe.pause();
    }

    @Override
    public Coroutine<Throwable> closeAsync(Throwable failure) {
        probe.log("close " + name + " after " + Text.of(failure));
        return quirk.closing(probe, failure, failure());
    }

    private RuntimeException failure() {
        return new IllegalStateException("close of " + name + " fails");
    }
}
