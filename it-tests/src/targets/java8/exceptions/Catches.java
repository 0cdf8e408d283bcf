package exceptions;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Failures of awaits and of plain code, caught at various depths. */
class Catches {
    @Async
    static Coroutine<?> uncaught(Probe p) throws IOException {
        p.log("before");
        await(p.fail(new IOException("lost")));
        p.log("never");
        return done();
    }

    @Async
    static Coroutine<?> uncaughtWithCauseAndSuppressed(Probe p) {
        RuntimeException e = new RuntimeException("outer", new IOException("cause"));
        e.addSuppressed(new IllegalStateException("extra"));
        return done(await(p.<Integer, RuntimeException>fail(e)) + 1);
    }

    @Async
    static Coroutine<?> thrownBetweenAwaits(Probe p) {
        int n = await(p.value(3));
        if (n == 3) {
            throw new IllegalStateException("n is " + n);
        }
        return done(await(p.value(n)));
    }

    @Async
    static Coroutine<?> thrownBeforeAnyAwait(Probe p) {
        if (p.mark(true)) {
            throw new IllegalStateException("at once");
        }
        return done(await(p.value(1)));
    }

    @Async
    static Coroutine<?> caught(Probe p) {
        try {
            await(p.fail(new IOException("lost")));
            p.log("never");
        } catch (IOException e) {
            p.log(e);
        }
        return done("end");
    }

    @Async
    static Coroutine<?> caughtAmongSuccesses(Probe p) {
        int n = 0;
        try {
            n += await(p.value(1));
            n += await(p.value(10));
            n += await(p.<Integer, IOException>fail(new IOException("lost")));
            n += await(p.value(100));
        } catch (IOException e) {
            n += 1000;
        }
        n += await(p.value(10000));
        return done(n);
    }

    @Async
    static Coroutine<?> notCaughtByOther(Probe p) {
        try {
            await(p.fail(new IllegalStateException("state")));
        } catch (IllegalArgumentException e) {
            p.log("wrong");
        }
        return done();
    }

    @Async
    static Coroutine<?> firstMatchWins(Probe p) {
        List<String> seen = new ArrayList<>();
        Exception[] failures = {
            new FileNotFoundException("file"), new IOException("io"), new TimeoutException("time"), new Exception("any")
        };
        for (Exception failure : failures) {
            try {
                await(p.fail(failure));
            } catch (FileNotFoundException e) {
                seen.add("1 " + e.getMessage());
            } catch (IOException e) {
                seen.add("2 " + e.getMessage());
            } catch (TimeoutException e) {
                seen.add("3 " + e.getMessage());
            } catch (Exception e) {
                seen.add("4 " + e.getMessage());
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> multiCatch(Probe p) {
        List<String> seen = new ArrayList<>();
        Exception[] failures = {new IOException("io"), new TimeoutException("time"), new RuntimeException("run")};
        for (Exception failure : failures) {
            try {
                await(p.fail(failure));
            } catch (IOException | TimeoutException e) {
                seen.add(await(p.value("checked " + e.getMessage())));
            } catch (Exception e) {
                seen.add(await(p.value("other " + e.getMessage())));
            }
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> awaitInCatch(Probe p) {
        int n = await(p.value(1));
        try {
            n += await(p.<Integer, IOException>fail(new IOException("a")));
        } catch (IOException e) {
            n += await(p.value(20));
            p.log(e);
            n += await(p.value(300));
            p.log(e.getMessage() + n);
        }
        return done(n);
    }

    @Async
    static Coroutine<?> failureInCatch(Probe p) {
        try {
            try {
                await(p.fail(new IOException("first")));
            } catch (IOException e) {
                await(p.fail(new IllegalStateException("second", e)));
                p.log("never");
            }
        } catch (IllegalStateException e) {
            p.log(e.getCause());
            return done(await(p.value(e.getMessage())));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> rethrow(Probe p) throws IOException {
        try {
            await(p.fail(new IOException("again")));
        } catch (IOException e) {
            p.log(e);
            throw e;
        }
        return done();
    }

    @Async
    static Coroutine<?> rethrowAfterAwait(Probe p) throws IOException {
        try {
            await(p.fail(new IOException("again")));
        } catch (IOException e) {
            await(p.value("cleaning"));
            throw e;
        }
        return done();
    }

    @Async
    static Coroutine<?> preciseRethrow(Probe p) throws IOException, TimeoutException {
        try {
            if (await(p.value(true))) {
                await(p.fail(new TimeoutException("late")));
            } else {
                await(p.fail(new IOException("io")));
            }
        } catch (Exception e) {
            p.log(await(p.value(e.getMessage())));
            throw e;
        }
        return done();
    }

    @Async
    static Coroutine<?> wrap(Probe p) {
        try {
            await(p.fail(new IOException("inner")));
        } catch (IOException e) {
            throw new IllegalStateException(await(p.value("outer")), e);
        }
        return done();
    }

    @Async
    static Coroutine<?> nestedTries(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            try {
                s.append('a');
                try {
                    s.append(await(p.value("b")));
                    if (i == 1) {
                        await(p.fail(new IOException("io")));
                    }
                    if (i == 2) {
                        await(p.fail(new TimeoutException("time")));
                    }
                    s.append('c');
                } catch (IOException e) {
                    s.append(await(p.value("d")));
                }
                if (i == 3) {
                    await(p.fail(new TimeoutException("time")));
                }
                s.append('e');
            } catch (TimeoutException e) {
                s.append(await(p.value("f")));
            }
            s.append(' ');
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> catchInLoopGoesOn(Probe p) {
        int failures = 0;
        for (int i = 0; i < 6; i++) {
            try {
                if (i % 2 == 0) {
                    await(p.fail(new IOException("round " + i)));
                }
                await(p.value(i));
            } catch (IOException e) {
                failures++;
                if (i == 4) {
                    break;
                }
                continue;
            }
            p.log("end of round " + i);
        }
        return done(failures);
    }

    @Async
    static Coroutine<?> retry(Probe p) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt < 4) {
                    await(p.fail(new IOException("attempt " + attempt)));
                }
                return done(await(p.value(attempt)));
            } catch (IOException e) {
                if (attempt == 5) {
                    throw e;
                }
                await(p.value("backoff " + attempt));
            }
        }
    }

    @Async
    static Coroutine<?> loopInsideTry(Probe p) {
        int i = 0;
        try {
            for (; ; i++) {
                await(p.value(i));
                if (i == 3) {
                    await(p.fail(new IOException("three")));
                }
            }
        } catch (IOException e) {
            return done(i + e.getMessage());
        }
    }

    @Async
    static Coroutine<?> stateOfLocalsInCatch(Probe p) {
        int a = 1;
        String s = "x";
        try {
            a = 2;
            s = await(p.value("y"));
            a = 3;
            await(p.fail(new IOException("io")));
            a = 4;
            s = "z";
        } catch (IOException e) {
            return done(a + s + await(p.value(a)) + s);
        }
        return done("never");
    }

    @Async
    static Coroutine<?> errorAndThrowable(Probe p) {
        StringBuilder s = new StringBuilder();
        Throwable[] failures = {new AssertionError("error"), new Exception("exception"), new Throwable("throwable")};
        for (Throwable failure : failures) {
            try {
                await(p.fail(failure));
            } catch (Error e) {
                s.append("E ").append(await(p.value(e.getMessage())));
            } catch (Throwable e) {
                s.append("T ").append(await(p.value(e.getMessage())));
            }
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> exceptionsOfTheMachine(Probe p) {
        List<String> seen = new ArrayList<>();
        int[] array = {1, 2};
        try {
            array[await(p.value(5))] = await(p.value(1));
        } catch (ArrayIndexOutOfBoundsException e) {
            seen.add(e.getMessage());
        }
        try {
            seen.add("" + 1 / await(p.value(0)));
        } catch (ArithmeticException e) {
            seen.add(e.getMessage());
        }
        try {
            seen.add("" + await(p.<String>value(null)).length());
        } catch (NullPointerException e) {
            seen.add("null");
        }
        try {
            seen.add((String) await(p.<Object>value(1)));
        } catch (ClassCastException e) {
            seen.add("cast");
        }
        try {
            int n = await(p.<Integer>value(null));
            seen.add("" + n);
        } catch (NullPointerException e) {
            seen.add("unboxing");
        }
        try {
            Object[] objects = new String[1];
            objects[0] = await(p.value(1));
        } catch (ArrayStoreException e) {
            seen.add(e.getMessage());
        }
        try {
            seen.add("" + new int[await(p.value(-1))].length);
        } catch (NegativeArraySizeException e) {
            seen.add(e.getMessage());
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> operandsOnTheStackAreDroppedByCatch(Probe p) {
        int n;
        try {
            n = p.mark(1) + p.mark(2) * await(p.<Integer, IOException>fail(new IOException("io")));
        } catch (IOException e) {
            n = p.mark(7) + await(p.value(8));
        }
        return done(n);
    }

    @Async
    static Coroutine<?> emptyCatch(Probe p) {
        try {
            await(p.fail(new IOException("ignored")));
        } catch (IOException ignored) {
            // the next await must not see it
        }
        await(p.value(1));
        return done();
    }

    @Async
    static Coroutine<?> exceptionVariableReused(Probe p) {
        String s = "";
        try {
            await(p.fail(new IOException("a")));
        } catch (IOException e) {
            s += e.getMessage();
        }
        try {
            await(p.fail(new IllegalStateException("b")));
        } catch (IllegalStateException e) {
            s += await(p.value(e.getMessage()));
        }
        long after = await(p.value(9L));
        return done(s + after);
    }

    @Async
    static Coroutine<?> throwAwaited(Probe p) throws Exception {
        throw await(p.value(new IOException("as a value")));
    }

    @Async
    static Coroutine<?> sameExceptionTwice(Probe p) {
        IOException e = new IOException("same");
        int caught = 0;
        for (int i = 0; i < 2; i++) {
            try {
                await(p.fail(e));
            } catch (IOException again) {
                caught += again == e ? await(p.value(1)) : 100;
            }
        }
        return done(caught);
    }
}
