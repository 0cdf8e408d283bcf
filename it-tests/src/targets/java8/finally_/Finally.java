package finally_;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.it.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** finally blocks with awaits in each part, left in every way. */
class Finally {
    @Async
    static Coroutine<?> normalEnd(Probe p) {
        int n = 0;
        try {
            n += await(p.value(1));
        } finally {
            n += await(p.value(10));
        }
        return done(n + await(p.value(100)));
    }

    @Async
    static Coroutine<?> awaitInTryOnly(Probe p) {
        try {
            await(p.value("try"));
        } finally {
            p.log("finally");
        }
        return done();
    }

    @Async
    static Coroutine<?> awaitInFinallyOnly(Probe p) {
        try {
            p.log("try");
        } finally {
            await(p.value("finally"));
        }
        return done();
    }

    @Async
    static Coroutine<?> failureInTry(Probe p) throws IOException {
        try {
            await(p.fail(new IOException("io")));
        } finally {
            await(p.value("finally"));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> plainThrowInTry(Probe p) {
        try {
            throw new IllegalStateException("plain");
        } finally {
            await(p.value("finally"));
        }
    }

    @Async
    static Coroutine<?> failureInFinally(Probe p) throws IOException {
        try {
            p.log("try");
        } finally {
            await(p.fail(new IOException("from finally")));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> failureInFinallyReplacesFailure(Probe p) throws IOException {
        try {
            await(p.fail(new IllegalStateException("lost")));
        } finally {
            await(p.fail(new IOException("wins")));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> returnInTry(Probe p) {
        try {
            return done(await(p.value("result")));
        } finally {
            p.log(await(p.value("finally")));
        }
    }

    @Async
    static Coroutine<?> returnValueIsFixedBeforeFinally(Probe p) {
        int n = await(p.value(1));
        try {
            return done(n);
        } finally {
            n = await(p.value(2));
            p.log(n);
        }
    }

    @Async
    static Coroutine<?> returnLongInTry(Probe p) {
        long n = await(p.value(1L << 40));
        double d = 0.5;
        try {
            return done(n * 2 + d);
        } finally {
            n = await(p.value(2L));
            d = n;
            p.log(d);
        }
    }

    @Async
    @SuppressWarnings("finally")
    static Coroutine<?> returnInFinallyWins(Probe p) {
        try {
            return done(await(p.value("try")));
        } finally {
            return done(await(p.value("finally")));
        }
    }

    @Async
    @SuppressWarnings("finally")
    static Coroutine<?> returnInFinallySwallows(Probe p) {
        try {
            await(p.fail(new Error("swallowed")));
        } finally {
            return done(await(p.value("finally")));
        }
    }

    @Async
    @SuppressWarnings("finally")
    static Coroutine<?> throwInFinallyReplacesReturn(Probe p) {
        try {
            return done(await(p.value(1)));
        } finally {
            if (await(p.value(true))) {
                throw new IllegalStateException("finally");
            }
        }
    }

    @Async
    static Coroutine<?> breakThroughFinally(Probe p) {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try {
                if (await(p.value(i)) == 2) {
                    break;
                }
            } finally {
                seen.add(await(p.value(10 * i)));
            }
            seen.add(i);
        }
        return done(seen);
    }

    @Async
    static Coroutine<?> continueThroughFinally(Probe p) {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            try {
                if (await(p.value(i)) % 2 == 0) {
                    continue;
                }
                seen.add(i);
            } finally {
                seen.add(await(p.value(10 * i)));
            }
        }
        return done(seen);
    }

    @Async
    @SuppressWarnings("finally")
    static Coroutine<?> breakInFinallySwallows(Probe p) {
        int rounds = 0;
        while (true) {
            rounds++;
            try {
                await(p.fail(new Error("round " + rounds)));
            } finally {
                if (await(p.value(rounds)) < 3) {
                    continue;
                }
                break;
            }
        }
        return done(rounds);
    }

    @Async
    static Coroutine<?> labelledBreakThroughTwo(Probe p) {
        StringBuilder s = new StringBuilder();
        outer:
        for (int i = 0; i < 3; i++) {
            try {
                for (int j = 0; j < 3; j++) {
                    try {
                        s.append(i).append(j);
                        if (await(p.value(i + j)) == 3) {
                            break outer;
                        }
                        if (j == 1 && i == 0) {
                            continue outer;
                        }
                    } finally {
                        s.append(await(p.value("f")));
                    }
                }
            } finally {
                s.append(await(p.value("F")));
            }
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> catchAndFinally(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            try {
                s.append('t');
                if (i == 1) {
                    await(p.fail(new IOException("io")));
                }
                s.append(await(p.value("u")));
            } catch (IOException e) {
                s.append(await(p.value("c")));
            } finally {
                s.append(await(p.value("f")));
            }
        }
        return done(s.toString());
    }

    @Async
    static Coroutine<?> failureInCatchRunsFinally(Probe p) throws Exception {
        try {
            await(p.fail(new IOException("first")));
        } catch (IOException e) {
            await(p.value("catch"));
            throw new Exception("second", e);
        } finally {
            await(p.value("finally"));
        }
        return done();
    }

    @Async
    static Coroutine<?> returnInCatch(Probe p) {
        int n = 1;
        try {
            await(p.fail(new IOException("io")));
            return done("never");
        } catch (IOException e) {
            n = await(p.value(2));
            return done(e.getMessage() + n);
        } finally {
            n += await(p.value(3));
            p.log(n);
        }
    }

    @Async
    static Coroutine<?> nestedFinally(Probe p) throws IOException {
        try {
            await(p.value("a"));
            try {
                await(p.value("b"));
                try {
                    await(p.fail(new IOException("io")));
                } finally {
                    await(p.value("c"));
                }
            } finally {
                await(p.value("d"));
            }
        } finally {
            await(p.value("e"));
        }
        return done("never");
    }

    @Async
    static Coroutine<?> tryInsideFinally(Probe p) {
        try {
            p.log(await(p.value("try")));
        } finally {
            try {
                await(p.fail(new IOException("inner")));
            } catch (IOException e) {
                p.log(await(p.value(e.getMessage())));
            } finally {
                p.log(await(p.value("inner finally")));
            }
        }
        return done(1);
    }

    @Async
    static Coroutine<?> tryInsideFinallyOfReturn(Probe p) {
        String s = await(p.value("kept"));
        try {
            return done(s);
        } finally {
            try {
                s = await(p.value("changed"));
                await(p.fail(new IOException(s)));
            } catch (IOException e) {
                p.log(e);
            }
        }
    }

    @Async
    static Coroutine<?> loopInsideFinally(Probe p) throws IOException {
        int n = 0;
        try {
            n = await(p.value(3));
            await(p.fail(new IOException("io")));
        } finally {
            for (int i = 0; i < n; i++) {
                p.log(await(p.value(i)));
            }
        }
        return done();
    }

    @Async
    static Coroutine<?> suppressByHand(Probe p) throws Exception {
        Throwable primary = null;
        try {
            await(p.fail(new IOException("primary")));
        } catch (Throwable e) {
            primary = e;
            throw e;
        } finally {
            try {
                await(p.fail(new IllegalStateException("in close")));
            } catch (IllegalStateException e) {
                if (primary == null) {
                    throw e;
                }
                primary.addSuppressed(e);
            }
        }
        return done();
    }

    @Async
    static Coroutine<?> manyExits(Probe p) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            s.append(await(exitBy(p, i))).append(' ');
        }
        return done(s.toString());
    }

    @Async
    private static Coroutine<String> exitBy(Probe p, int way) {
        String s = "";
        loop:
        for (int i = 0; i < 2; i++) {
            try {
                switch (await(p.value(way))) {
                    case 0:
                        return done(s + "return");
                    case 1:
                        break loop;
                    case 2:
                        continue loop;
                    case 3:
                        await(p.fail(new IOException("io")));
                        break;
                    case 4:
                        break;
                    default:
                        throw new IllegalStateException("state");
                }
                s += "normal";
            } catch (IOException e) {
                s += "io";
                continue;
            } catch (IllegalStateException e) {
                return done(s + await(p.value("state")));
            } finally {
                s += await(p.value("f"));
                p.log(s);
            }
            s += "end";
        }
        return done(s);
    }

    @Async
    static Coroutine<?> finallyWithOperandsBelow(Probe p) {
        int n = p.mark(1) + await(withFinally(p, 2)) * await(withFinally(p, 3));
        return done(n);
    }

    @Async
    private static Coroutine<Integer> withFinally(Probe p, int n) {
        try {
            return done(await(p.value(n)));
        } finally {
            await(p.value(-n));
        }
    }

    @Async
    static Coroutine<?> emptyTry(Probe p) {
        try {
            // nothing
        } finally {
            await(p.value("finally"));
        }
        return done();
    }

    /** The copy of the {@code finally} that runs for exceptions fills a variable that nobody reads any more. */
    @Async
    static Coroutine<?> coroutineMadeInFinally(Probe p) {
        Coroutine<String> made;
        String s = "";
        try {
            s += await(p.value("body"));
        } finally {
            made = p.value("made");
        }
        return done(s + await(made));
    }
}
