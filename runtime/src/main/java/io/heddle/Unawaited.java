package io.heddle;

import java.lang.System.Logger.Level;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In debug mode: finds coroutines that were made in a task and neither awaited nor spawned. One is told of when it has
 * become unreachable, at the latest when its loop closes. Thread-safe.
 */
final class Unawaited {
    private static final Unawaited INSTANCE = new Unawaited();

    /** Whether there has been a loop in debug mode; until then a new coroutine costs this question. */
    private static boolean watching;

    private final Map<Made, Made> fresh = new LinkedHashMap<>();
    private final ReferenceQueue<Coroutine<?>> unreachable = new ReferenceQueue<>();

    private Unawaited() {}

    /** A coroutine that nobody has begun, by identity, and where it was made. */
    private static final class Made extends WeakReference<Coroutine<?>> {
        private final int hash;
        final @Nullable LoopCore loop;
        final String text;

        Made(
                Coroutine<?> coroutine,
                @Nullable LoopCore loop,
                String text,
                @Nullable ReferenceQueue<Coroutine<?>> queue) {
            super(coroutine, queue);
            this.hash = System.identityHashCode(coroutine);
            this.loop = loop;
            this.text = text;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Made made && get() != null && made.refersTo(get()));
        }
    }

    static void beginWatching() {
        watching = true;
    }

    /** A coroutine is being made; gives whether it is to be told when it is {@linkplain #used used}. */
    static boolean made(Coroutine<?> coroutine) {
        if (!watching || coroutine.isReusable()) {
            return false;
        }
        var loop = ThreadState.get().loop;
        if (loop == null || !loop.debug) {
            return false;
        }
        INSTANCE.add(coroutine, loop, CallSite.ofCall());
        return true;
    }

    /** Somebody begins it, or takes it. */
    static void used(Coroutine<?> coroutine) {
        INSTANCE.remove(coroutine);
    }

    /** Tells of those that have become unreachable. */
    static void reportUnreachable() {
        INSTANCE.takeUnreachable().forEach(Unawaited::log);
    }

    /** Tells of all that were made in tasks of {@code loop}, which closes. */
    static void reportAll(LoopCore loop) {
        INSTANCE.takeAll(loop).forEach(Unawaited::log);
    }

    private synchronized void add(Coroutine<?> coroutine, LoopCore loop, String text) {
        var made = new Made(coroutine, loop, text, unreachable);
        fresh.put(made, made);
    }

    private synchronized void remove(Coroutine<?> coroutine) {
        fresh.remove(new Made(coroutine, null, "", null));
    }

    private synchronized List<String> takeUnreachable() {
        var texts = new ArrayList<String>();
        for (var gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
            var made = fresh.remove(gone);
            if (made != null) {
                texts.add(made.text);
            }
        }
        return texts;
    }

    private synchronized List<String> takeAll(LoopCore loop) {
        var all = fresh.keySet().stream().filter(made -> made.loop == loop).toList();
        all.forEach(fresh::remove);
        return all.stream().map(made -> made.text).toList();
    }

    private static void log(String call) {
        System.getLogger("io.heddle")
                .log(
                        Level.WARNING,
                        call + " was neither awaited nor spawned, so it never ran: await(..) it, or spawn(..) it");
    }
}
