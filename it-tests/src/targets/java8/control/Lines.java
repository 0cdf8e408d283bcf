package control;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Exceptions of code whose line is told further up, at code that a resumed body does without. */
class Lines {
    private static List<Integer> list() {
        return new ArrayList<>(Arrays.asList(1, 2, 3));
    }

    @Async
    static Coroutine<?> theHeaderOfALoop(Probe p) {
        List<Integer> list = list();
        for (int x : list) {
            await(p.value(x));
            list.add(x);
        }
        return done();
    }

    @Async
    static Coroutine<?> theHeaderBehindABranchThatAwaits(Probe p) {
        List<Integer> list = list();
        if (list.isEmpty()) {
            await(p.value("empty"));
            return done();
        }
        for (int x : list) {
            await(p.value(x));
            list.add(x);
        }
        return done();
    }

    @Async
    static Coroutine<?> theConditionAndTheStepOfALoop(Probe p) {
        int[] numbers = {3, 2, 1, 0};
        int sum = 0;
        for (int i = 0; sum < 100; sum += 6 / numbers[i], i++) {
            await(p.value(i));
        }
        return done(sum);
    }

    @Async
    static Coroutine<?> aLoopInOneLine(Probe p) {
        Iterator<Integer> numbers = list().iterator();
        int sum = 0;
        for (; ; sum += numbers.next()) await(p.value(sum));
    }

    @Async
    static Coroutine<?> behindAnAwaitInTheLine(Probe p) {
        int[] numbers = {0};
        return done(await(p.value(6)) / numbers[await(p.value(0))] + await(p.value(1)));
    }

    @Async
    static Coroutine<?> anOuterLoopThatGoesOn(Probe p) {
        List<Integer> outer = list();
        for (int x : outer) {
            for (int y : list()) {
                await(p.value(y));
            }
            outer.remove(0);
        }
        return done();
    }

    @Async
    static Coroutine<?> aHandlerThatGoesOn(Probe p) {
        Iterator<Integer> numbers = list().iterator();
        while (numbers.next() > 0) {
            try {
                await(p.fail(new ConcurrentModificationException()));
            } catch (ConcurrentModificationException e) {
                p.log("caught");
            } finally {
                await(p.value("finally"));
            }
        }
        throw new NoSuchElementException("unreached");
    }

    @Async
    static Coroutine<?> aSwitchInALoop(Probe p) {
        String[] words = {"a", "b", null};
        for (int i = 0; ; i++) {
            switch (words[i]) {
                case "a":
                    await(p.value("first"));
                    break;
                default:
                    p.log(words[i] + await(p.value("other")));
            }
        }
    }
}
