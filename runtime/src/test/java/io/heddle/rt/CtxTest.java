package io.heddle.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The resume protocol, with frames written by hand: what woven code relies on. */
class CtxTest {
    private final Ctx t = new Ctx();
    private final List<String> log = new ArrayList<>();

    private static final Suspension LEAF = new Suspension() {};

    private final Suspendable leaf = t -> t.suspend(LEAF);

    /**
     * {@code name(){ try { return name + await(callee); } finally { log(name); } }}, woven by hand. With {@code broken},
     * its capture throws.
     */
    private final class Call extends CoroutineFrame implements Suspendable {
        final String name;
        final Suspendable callee;
        final boolean broken;

        Call(String name, Suspendable callee, boolean broken) {
            this.name = name;
            this.callee = callee;
            this.broken = broken;
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            try {
                var value = callee.$await(t);
                if (t.suspending) {
                    value = t.settleAtStart();
                    if (t.suspending) {
                        return capture(t);
                    }
                }
                return goOn(value);
            } catch (Throwable e) {
                t.caught(e);
                throw leave(e);
            }
        }

        private @Nullable Object capture(Ctx t) {
            if (broken) {
                throw new OutOfMemoryError("no frame for " + name);
            }
            t.capture(this);
            return null;
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            if (failure != null) {
                throw leave(failure);
            }
            return goOn(value);
        }

        private Object goOn(@Nullable Object value) {
            log.add(name);
            return name + value;
        }

        private RuntimeException leave(Throwable e) {
            log.add(name + " left by " + e.getMessage());
            return Sneaky.rethrow(e);
        }
    }

    private Call call(String name, Suspendable callee) {
        return new Call(name, callee, false);
    }

    @Test
    void framesOfAnUnwindingStackAreLinkedInnermostFirst() {
        var outer = call("a", call("b", call("c", leaf)));

        t.start(outer);

        assertThat(t.suspending).isTrue();
        var chain = new ArrayList<String>();
        for (var frame = t.takeFrames(); frame != null; frame = frame.caller()) {
            chain.add(((Call) frame).name);
        }
        assertThat(chain).containsExactly("c", "b", "a");
        assertThat(t.takeRequest()).isSameAs(LEAF);
        assertThat(t.suspending).isFalse();
    }

    @Test
    void aResumedChainHandsEachResultToItsCaller() {
        t.start(call("a", call("b", call("c", leaf))));
        var frames = t.takeFrames();
        t.takeRequest();

        assertThat(t.resume(frames, "!", null, null)).isEqualTo("abc!");
        assertThat(log).containsExactly("c", "b", "a");
    }

    @Test
    void aFailureGoesThroughEveryFrame() {
        t.start(call("a", call("b", leaf)));
        var frames = t.takeFrames();
        t.takeRequest();

        var failure = new IllegalStateException("boom");
        assertThatThrownBy(() -> t.resume(frames, null, failure, null)).isSameAs(failure);
        assertThat(log).containsExactly("b left by boom", "a left by boom");
    }

    @Test
    void theNumberOfARequestComesWithIt() {
        t.start(t -> t.suspendForDriver(42));

        assertThat(t.yields()).isFalse();
        assertThat(t.takeRequest()).isNull();
        assertThat(t.operand()).isEqualTo(42);
    }

    @Test
    void whoWaitsForItsTurnAloneAsksForNothing() {
        t.start(call("a", t -> t.suspendToYield()));

        assertThat(t.yields()).isTrue();
        var frames = t.takeYielded();
        assertThat(t.yields()).isFalse();
        assertThat(t.suspending).isFalse();
        assertThat(t.resume(frames, "!", null, null)).isEqualTo("a!");
    }

    @Test
    void whoWaitsForSomethingDoesNotWaitForItsTurnAlone() {
        t.start(call("a", leaf));

        assertThat(t.yields()).isFalse();
    }

    /** Tells who awaits it while it is resumed. */
    private final class Located extends CoroutineFrame {
        private final StackTraceElement location;

        Located(int line, @Nullable CoroutineFrame caller) {
            this.location = new StackTraceElement("Shop", "total", "Shop.java", line);
            this.caller = caller;
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            log.add(location.getLineNumber() + " for "
                    + t.inSource(new Throwable().getStackTrace()).stream()
                            .filter(element -> element.getClassName().equals("Shop"))
                            .map(StackTraceElement::getLineNumber)
                            .toList());
            return value;
        }

        @Override
        public StackTraceElement location() {
            return location;
        }
    }

    @Test
    void whoAwaitsWhatRunsIsKnownWhileTheCallsOfAChainEnd() {
        CoroutineFrame chain = null;
        for (var line = 1; line <= 5; line++) {
            chain = new Located(line, chain);
        }

        assertThat(t.resume(chain, "!", null, null)).isEqualTo("!");
        assertThat(log)
                .containsExactly("5 for [4, 3, 2, 1]", "4 for [3, 2, 1]", "3 for [2, 1]", "2 for [1]", "1 for []");
    }

    @Test
    void whatRunsInBetweenLeavesTheCallersOfWhatItInterrupts() {
        var awaiting = new Located(12, null);
        var place = awaiting.location();
        t.start(call("other", leaf));
        var others = t.takeFrames();
        t.takeRequest();
        var isAwaited = new ArrayList<Boolean>();
        var interrupting = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable e, Ctx t) {
                isAwaited.add(t.inSource(new Throwable().getStackTrace()).contains(place));
                var interrupted = t.interrupt();
                isAwaited.add(t.inSource(new Throwable().getStackTrace()).contains(place));
                t.resume(others, "!", null, null);
                t.goOn(interrupted);
                isAwaited.add(t.inSource(new Throwable().getStackTrace()).contains(place));
                return "done";
            }
        };
        interrupting.caller = awaiting;

        assertThat(t.resume(interrupting, null, null, null)).isEqualTo("done");
        assertThat(isAwaited).containsExactly(true, false, true);
    }

    @Test
    void onlyTheInnermostFrameIsResumedWhenItSuspendsAgain() {
        var inner = new CoroutineFrame() {
            int resumptions;

            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                if (++resumptions < 3) {
                    t.suspend(LEAF);
                    t.capture(this);
                    return null;
                }
                return "inner";
            }
        };
        t.start(call("a", call("b", t -> {
            t.suspend(LEAF);
            t.capture(inner);
            return null;
        })));
        for (var i = 0; i < 2; i++) {
            var frames = t.takeFrames();
            assertThat(frames).isSameAs(inner);
            t.takeRequest();
            t.resume(frames, null, null, null);
            assertThat(t.suspending).isTrue();
            assertThat(log).isEmpty();
        }
        var frames = t.takeFrames();
        t.takeRequest();

        assertThat(t.resume(frames, null, null, null)).isEqualTo("abinner");
    }

    @Test
    void aFrameThatSuspendsWithoutCapturingItselfIsLinkedPast() {
        var tailCaller = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                return t.complete(call("tail", leaf));
            }
        };
        t.start(call("a", t -> {
            t.suspend(LEAF);
            t.capture(tailCaller);
            return null;
        }));
        var frames = t.takeFrames();
        t.takeRequest();

        t.resume(frames, null, null, null);

        assertThat(t.suspending).isTrue();
        var again = t.takeFrames();
        t.takeRequest();
        assertThat(t.resume(again, "!", null, null)).isEqualTo("atail!");
    }

    @Test
    void aFrameWhoseTailCallIsALeafLeavesItsCallerToBeResumed() {
        var tailCaller = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                return t.complete(leaf);
            }
        };
        t.start(call("a", t -> {
            t.suspend(LEAF);
            t.capture(tailCaller);
            return null;
        }));
        var frames = t.takeFrames();
        t.takeRequest();

        t.resume(frames, null, null, null);

        var again = t.takeFrames();
        t.takeRequest();
        assertThat(t.resume(again, "!", null, null)).isEqualTo("a!");
    }

    /** {@code down(n){ return n == 0 ? done("bottom") : down(n - 1); }}, suspending at every hundredth call. */
    private static Suspendable down(int n) {
        return t -> {
            if (n == 0) {
                return "bottom";
            }
            if (n % 100 == 0) {
                t.suspend(LEAF);
                t.capture(new CoroutineFrame() {
                    @Override
                    public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                        return t.complete(down(n - 1));
                    }
                });
                return null;
            }
            return t.complete(down(n - 1));
        };
    }

    @Test
    void tenMillionTailCallsRunInConstantMemory() {
        var value = t.start(call("a", down(10_000_000)));
        var suspensions = 0;
        while (t.suspending) {
            suspensions++;
            var frames = t.takeFrames();
            assertThat(Cast.depth(frames)).isLessThanOrEqualTo(2);
            t.takeRequest();
            value = t.resume(frames, null, null, null);
        }

        assertThat(value).isEqualTo("abottom");
        assertThat(suspensions).isEqualTo(100_000);
    }

    @Test
    void completingWithAValueSuspendsNothing() {
        Suspendable done = new Suspendable() {
            @Override
            public Object $await(Ctx t) {
                return "x";
            }

            @Override
            public boolean $isDone() {
                return true;
            }
        };

        assertThat(t.complete(done)).isEqualTo("x");
        assertThat(t.suspending).isFalse();
    }

    @Test
    void completingWithNullSaysWhatToWrite() {
        assertThatThrownBy(() -> t.complete(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an @Async method returned null instead of a coroutine: write `return done();`"
                        + " or `return done(value);`");
        assertThatThrownBy(() -> t.completeTask(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an @Async method returned null instead of a task: write `return Task.completed(value);`,"
                        + " where it has no result `return Task.completed(null);`");
    }

    @Test
    void aCaptureThatFailsRunsTheFinallyBlocksOfWhatWasCaptured() {
        var stack = call("a", new Call("b", call("c", call("d", leaf)), true));

        assertThatThrownBy(() -> t.start(stack))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("no frame for b");

        assertThat(log)
                .containsExactly(
                        "d left by no frame for b",
                        "c left by no frame for b",
                        "b left by no frame for b",
                        "a left by no frame for b");
        assertThat(t.suspending).isFalse();
        assertThat(t.takeFrames()).isNull();
        assertThat(t.takeRequest()).isNull();
    }

    @Test
    void aCaptureThatFailsTellsTheRequest() {
        var calledOff = new ArrayList<String>();
        Suspension asked = new Suspension() {
            @Override
            public void calledOff() {
                calledOff.add("called off");
            }
        };

        assertThatThrownBy(() -> t.start(new Call("a", t -> t.suspend(asked), true)))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(calledOff).containsExactly("called off");
    }

    @Test
    void anAwaitThatSuspendsWhileAFailedCaptureIsCalledOffFailsToo() {
        var cleaner = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                log.add("got " + Cast.message(failure));
                if (state++ == 0) { // finally { await(leaf); }
                    t.suspend(LEAF);
                    t.capture(this);
                    return null;
                }
                throw Sneaky.rethrow(Cast.known(failure));
            }
        };
        Suspendable callee = t -> {
            t.suspend(LEAF);
            t.capture(cleaner);
            return null;
        };

        assertThatThrownBy(() -> t.start(new Call("a", callee, true))).hasMessage("no frame for a");
        assertThat(log).containsExactly("got no frame for a", "got no frame for a", "a left by no frame for a");
    }

    @Test
    void aBodyThatAwaitsForEverWhileACaptureIsCalledOffIsGivenUp() {
        var stubborn = new CoroutineFrame() {
            int deliveries;

            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                deliveries++;
                t.suspend(LEAF);
                t.capture(this);
                return null;
            }
        };
        Suspendable callee = t -> {
            t.suspend(LEAF);
            t.capture(stubborn);
            return null;
        };

        assertThatThrownBy(() -> t.start(new Call("a", callee, true))).hasMessage("no frame for a");
        assertThat(stubborn.deliveries).isEqualTo(1_000);
        assertThat(t.suspending).isFalse();
    }

    @Test
    void aCallerThatSwallowsAFailedCaptureGoesOnAsUsual() {
        var swallowing = new Suspendable() {
            @Override
            public @Nullable Object $await(Ctx t) {
                try {
                    var value = new Call("b", leaf, true).$await(t);
                    return t.suspending ? null : value;
                } catch (OutOfMemoryError e) {
                    t.caught(e);
                    return call("handler", leaf).$await(t);
                }
            }
        };
        t.start(call("a", swallowing));

        assertThat(t.suspending).isTrue();
        var frames = t.takeFrames();
        t.takeRequest();
        assertThat(t.resume(frames, "!", null, null)).isEqualTo("ahandler!");
    }

    @Test
    void aCaptureThatFailsInAResumedFrameGoesOnToItsCallers() {
        var inner = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                return new Call("again", leaf, true).$await(t);
            }
        };
        t.start(call("a", t -> {
            t.suspend(LEAF);
            t.capture(inner);
            return null;
        }));
        var frames = t.takeFrames();
        t.takeRequest();

        assertThatThrownBy(() -> t.resume(frames, null, null, null)).hasMessage("no frame for again");
        assertThat(log).containsExactly("again left by no frame for again", "a left by no frame for again");
        assertThat(t.suspending).isFalse();
    }

    @Test
    void whatIsThrownWhileAFailedCaptureIsCalledOffIsSuppressed() {
        var failing = new CoroutineFrame() {
            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                throw new IllegalStateException("clean-up");
            }
        };
        Suspendable callee = t -> {
            t.suspend(LEAF);
            t.capture(failing);
            return null;
        };

        assertThatThrownBy(() -> t.start(new Call("a", callee, true)))
                .hasMessage("no frame for a")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void typedEntriesUnboxAndLeaveSuspensionsAlone() {
        Suspendable number = t -> 7;
        Suspendable nothing = t -> null;

        assertThat(number.$awaitInt(t)).isEqualTo(7);
        assertThat(((Suspendable) t -> 7L).$awaitLong(t)).isEqualTo(7L);
        assertThat(((Suspendable) t -> 0.5).$awaitDouble(t)).isEqualTo(0.5);
        assertThat(((Suspendable) t -> true).$awaitBoolean(t)).isTrue();
        assertThatThrownBy(() -> nothing.$awaitInt(t)).isInstanceOf(NullPointerException.class);
        assertThat(leaf.$awaitInt(t)).isZero();
        assertThat(t.suspending).isTrue();
    }

    /** Small things that the compiler would rather have proved. */
    private static final class Cast {
        static <T> T known(@Nullable T value) {
            return java.util.Objects.requireNonNull(value);
        }

        static @Nullable String message(@Nullable Throwable failure) {
            return known(failure).getMessage();
        }

        static int depth(@Nullable CoroutineFrame frames) {
            var depth = 0;
            for (var frame = frames; frame != null; frame = frame.caller()) {
                depth++;
            }
            return depth;
        }
    }
}
