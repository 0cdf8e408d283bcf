package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.EventLoop;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Knows objects without holding them, and tells which of them are still held while a program is suspended. */
public final class Retained {
    private final Map<String, WeakReference<Object>> objects = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private int checks;

    Retained() {}

    /** Makes an object to watch. */
    public Object watch(String name) {
        return watch(name, new Object());
    }

    /** Watches an object. */
    public <T> T watch(String name, T object) {
        objects.put(name, new WeakReference<>(object));
        return object;
    }

    /** A use of an object. */
    public void use(@Nullable Object object) {
        if (object == this) {
            throw new IllegalArgumentException();
        }
    }

    /** Uses of two objects, of which one may lie on the operand stack while the other is awaited. */
    public void use(Object first, @Nullable Object second) {
        use(first);
        use(second);
    }

    /** Suspends, and checks meanwhile that of all watched objects just those of these names are held. */
    @SuppressWarnings("NullAway") // the result may be null: so says the type argument, which is overlooked
    public Coroutine<@Nullable Void> whileSuspended(String... held) {
        return Coroutines.suspend(continuation -> EventLoop.current().execute(() -> {
            check(new TreeSet<>(List.of(held)));
            continuation.resume(null);
        }));
    }

    private void check(Set<String> expected) {
        checks++;
        System.gc();
        var held = new TreeSet<String>();
        objects.forEach((name, object) -> {
            if (object.get() != null) {
                held.add(name);
            }
        });
        if (!held.equals(expected)) {
            mistakes.add("at check " + checks + " held: " + held + ", to be held: " + expected);
        }
    }

    List<String> mistakes() {
        return checks == 0 ? List.of("nothing was checked") : mistakes;
    }
}
