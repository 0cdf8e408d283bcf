package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Sneaky;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code gather} and its kin: a coroutine that waits for {@link Many} others. */
final class Combined<T extends @Nullable Object> extends Coroutine<T> {
    private final String name;
    private final Object[] awaitables;
    private final Function<Object[], Many> wait;

    /**
     * What awaits {@code awaitables}.
     *
     * @param name of the combinator
     * @param wait makes the wait
     */
    Combined(String name, Object[] awaitables, Function<Object[], Many> wait) {
        this.name = name;
        this.awaitables = Children.of(awaitables);
        this.wait = wait;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        LoopCore.taskOf(t).loop.checkSpawns(name + "(..)");
        $begin();
        Children.claim(awaitables);
        var many = wait.apply(awaitables);
        if (!many.isOverAtOnce()) {
            return LoopCore.suspend(t, many);
        }
        var outcome = many.outcome();
        if (outcome instanceof Ending ending) {
            throw Sneaky.rethrow(ending.toThrow());
        }
        return outcome;
    }

    @Override
    protected String $describe() {
        return name + "(..) of " + awaitables.length;
    }
}
