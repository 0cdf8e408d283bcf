package io.heddle;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Which loop belongs to which host, so that a host has one. A loop lives as long as somebody holds it or it has work;
 * hosts are never kept alive from here.
 */
final class HostedLoops {
    private static final HostedLoops INSTANCE = new HostedLoops();

    private final Map<Key, WeakReference<HostedLoop>> loops = new HashMap<>();
    private final ReferenceQueue<Executor> gone = new ReferenceQueue<>();
    private final Set<HostedLoop> atWork = new HashSet<>();

    private HostedLoops() {}

    /** A host, by identity. */
    private static final class Key extends WeakReference<Executor> {
        private final int hash;

        Key(Executor host, @Nullable ReferenceQueue<Executor> queue) {
            super(host, queue);
            hash = System.identityHashCode(host);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Key key && get() != null && key.refersTo(get()));
        }
    }

    static HostedLoop of(Executor host) {
        return INSTANCE.loopOf(host);
    }

    /** Keeps {@code loop} alive while it has work. */
    static void keep(HostedLoop loop, boolean hasWork) {
        INSTANCE.setAtWork(loop, hasWork);
    }

    private synchronized HostedLoop loopOf(Executor host) {
        for (var key = gone.poll(); key != null; key = gone.poll()) {
            loops.remove(key);
        }
        var known = loops.get(new Key(host, null));
        var loop = known == null ? null : known.get();
        if (loop == null) {
            loop = new HostedLoop(host);
            loops.put(new Key(host, gone), new WeakReference<>(loop));
        }
        return loop;
    }

    private synchronized void setAtWork(HostedLoop loop, boolean hasWork) {
        if (hasWork) {
            atWork.add(loop);
        } else {
            atWork.remove(loop);
        }
    }
}
