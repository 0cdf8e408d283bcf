package io.heddle;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops of this JVM, oldest first, for those who ask what goes on in it. They are not kept alive from here. A body
 * that runs off any loop is not listed.
 */
final class Loops {
    private static final Loops INSTANCE = new Loops();

    private final List<WeakReference<LoopCore>> loops = new ArrayList<>();

    private Loops() {}

    static void add(LoopCore loop) {
        INSTANCE.list(loop);
    }

    static void remove(LoopCore loop) {
        INSTANCE.unlist(loop);
    }

    static List<LoopCore> all() {
        return INSTANCE.listed();
    }

    private synchronized void list(LoopCore loop) {
        unlist(null);
        loops.add(new WeakReference<>(loop));
    }

    /** Takes off a loop, and those that are gone. */
    private synchronized void unlist(@Nullable LoopCore loop) {
        loops.removeIf(listed -> listed.refersTo(null) || listed.refersTo(loop));
    }

    private synchronized List<LoopCore> listed() {
        var all = new ArrayList<LoopCore>();
        for (var listed : loops) {
            var loop = listed.get();
            if (loop != null) {
                all.add(loop);
            }
        }
        return all;
    }
}
