package io.heddle;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The loops of this JVM, oldest first, and the bodies that wait off any loop, for those who ask what goes on in it. They
 * are not kept alive from here.
 */
final class Loops {
    private static final Set<Listed> ALL = ConcurrentHashMap.newKeySet();
    private static final AtomicLong COUNT = new AtomicLong();
    private static final ReferenceQueue<LoopCore> GONE = new ReferenceQueue<>();

    private Loops() {}

    /** A loop in the list, for {@link #remove}. */
    static final class Listed extends WeakReference<LoopCore> {
        private final long number = COUNT.incrementAndGet();

        private Listed(LoopCore loop) {
            super(loop, GONE);
        }
    }

    static Listed add(LoopCore loop) {
        for (var gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            ALL.remove(gone);
        }
        var listed = new Listed(loop);
        ALL.add(listed);
        return listed;
    }

    static void remove(Listed listed) {
        ALL.remove(listed);
    }

    static List<LoopCore> all() {
        var all = new ArrayList<LoopCore>();
        ALL.stream().sorted(Comparator.comparingLong(listed -> listed.number)).forEach(listed -> {
            var loop = listed.get();
            if (loop != null) {
                all.add(loop);
            }
        });
        return all;
    }
}
