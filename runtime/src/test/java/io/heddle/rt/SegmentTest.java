package io.heddle.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the frames of a generator's body are parked and put back, with frames written by hand. */
class SegmentTest {
    private static final Suspension LEAF = new Suspension() {};

    private final Ctx t = new Ctx();
    private final List<String> log = new ArrayList<>();

    /** Gives "element" for each emit, and what its body ends with. */
    private final class Numbers extends Segment {
        @Override
        protected Object parked() {
            log.add("parked");
            return "element";
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            log.add("ended");
            if (failure != null) {
                throw Sneaky.rethrow(failure);
            }
            return value;
        }
    }

    /** {@code name() { await each; return name; }}, in one frame. */
    private final class Steps extends CoroutineFrame implements Suspendable {
        private final String name;
        private final List<Suspendable> awaits;
        private final boolean broken;

        Steps(String name, boolean broken, Suspendable... awaits) {
            this.name = name;
            this.broken = broken;
            this.awaits = List.of(awaits);
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            try {
                return goOn(null, t);
            } catch (Throwable e) {
                throw leave(e, t);
            }
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            try {
                if (failure == null) {
                    log.add(name + " got " + value);
                }
                return goOn(failure, t);
            } catch (Throwable e) {
                throw leave(e, t);
            }
        }

        private RuntimeException leave(Throwable e, Ctx t) {
            t.caught(e);
            log.add(name + " left by " + e.getMessage());
            return Sneaky.rethrow(e);
        }

        private @Nullable Object goOn(@Nullable Throwable failure, Ctx t) {
            if (failure != null) {
                throw Sneaky.rethrow(failure);
            }
            while (state < awaits.size()) {
                var awaited = awaits.get(state++);
                var value = awaited.$await(t);
                if (t.suspending) {
                    value = t.settle();
                }
                if (t.suspending) {
                    if (broken) {
                        throw new OutOfMemoryError("no frame for " + name);
                    }
                    t.capture(this);
                    return null;
                }
                log.add(name + " got " + value);
            }
            return name;
        }
    }

    private static Suspendable emit(Segment segment) {
        return t -> t.suspend(segment);
    }

    private static final Suspendable WAIT = t -> t.suspend(LEAF);

    private static Suspendable next(Segment segment) {
        return t -> t.goOn(segment, null);
    }

    private Suspendable begin(Segment segment, Suspendable... awaits) {
        return t -> t.begin(segment, new Steps("body", false, awaits));
    }

    private CoroutineFrame suspended() {
        assertThat(t.suspending).isTrue();
        var frames = Objects.requireNonNull(t.takeFrames());
        assertThat(t.takeRequest()).isSameAs(LEAF);
        return frames;
    }

    @Test
    void anEmitAnswersTheConsumerWithoutSuspendingIt() {
        var numbers = new Numbers();
        var consumer = new Steps(
                "consumer", false, begin(numbers, emit(numbers), emit(numbers)), next(numbers), next(numbers));

        assertThat(t.start(consumer)).isEqualTo("consumer");
        assertThat(t.suspending).isFalse();
        assertThat(log)
                .containsExactly(
                        "parked",
                        "consumer got element",
                        "body got null",
                        "parked",
                        "consumer got element",
                        "body got null",
                        "ended",
                        "consumer got body");
    }

    @Test
    void aRealSuspensionCapturesBodyAndConsumer() {
        var numbers = new Numbers();
        t.start(new Steps("consumer", false, begin(numbers, WAIT)));

        assertThat(t.resume(suspended(), "!", null, null)).isEqualTo("consumer");
        assertThat(log).containsExactly("body got !", "ended", "consumer got body");
    }

    @Test
    void anEmitBehindARealSuspensionTakesTheBodyOffTheChain() {
        var numbers = new Numbers();
        t.start(new Steps("consumer", false, begin(numbers, WAIT, emit(numbers)), WAIT, next(numbers)));

        t.resume(suspended(), null, null, null);
        assertThat(log).containsExactly("body got null", "parked", "consumer got element");
        log.clear();
        assertThat(t.resume(suspended(), null, null, null)).isEqualTo("consumer");
        assertThat(log).containsExactly("consumer got null", "body got null", "ended", "consumer got body");
    }

    @Test
    void aBodyThatReallyWaitsBehindAnEmitIsCapturedUnderItsConsumer() {
        var numbers = new Numbers();
        t.start(new Steps("consumer", false, begin(numbers, emit(numbers), WAIT, emit(numbers)), next(numbers)));

        assertThat(t.resume(suspended(), null, null, null)).isEqualTo("consumer");
        assertThat(log)
                .containsExactly(
                        "parked",
                        "consumer got element",
                        "body got null",
                        "body got null",
                        "parked",
                        "consumer got element");
    }

    @Test
    void anEmitThroughAnInnerBodyParksBoth() {
        var outer = new Numbers();
        var inner = new Numbers();
        Suspendable both = t ->
                t.begin(outer, new Steps("outer", false, begin(inner, emit(outer), WAIT, emit(inner)), next(inner)));
        t.start(new Steps("consumer", false, both, next(outer)));

        assertThat(t.resume(suspended(), null, null, null)).isEqualTo("consumer");
        assertThat(log)
                .containsExactly(
                        "parked",
                        "consumer got element",
                        "body got null",
                        "body got null",
                        "parked",
                        "outer got element",
                        "body got null",
                        "ended",
                        "outer got body",
                        "ended",
                        "consumer got outer");
    }

    @Test
    void anInnerEmitUnderAnOuterBodyThatWasParkedGoesToTheOuterBody() {
        var outer = new Numbers();
        var inner = new Numbers();
        Suspendable both = t -> t.begin(
                outer, new Steps("outer", false, begin(inner, emit(outer), emit(inner)), emit(outer), next(inner)));
        t.start(new Steps("consumer", false, both, next(outer), next(outer)));

        assertThat(t.suspending).isFalse();
        assertThat(log)
                .containsExactly(
                        "parked",
                        "consumer got element",
                        "body got null",
                        "parked",
                        "outer got element",
                        "parked",
                        "consumer got element",
                        "outer got null",
                        "body got null",
                        "ended",
                        "outer got body",
                        "ended",
                        "consumer got outer");
    }

    @Test
    void aConsumerWhoseCaptureFailsEndsTheBodyThatWaits() {
        var numbers = new Numbers();
        var consumer = new Steps("consumer", true, begin(numbers, emit(numbers), WAIT), next(numbers));

        assertThatThrownBy(() -> t.start(consumer)).hasMessage("no frame for consumer");
        assertThat(log)
                .containsExactly(
                        "parked",
                        "consumer got element",
                        "body got null",
                        "body left by no frame for consumer",
                        "ended",
                        "consumer left by no frame for consumer");
        assertThat(t.suspending).isFalse();
        assertThat(t.takeFrames()).isNull();
    }

    @Test
    void aBodyWhoseCaptureFailsAtAnEmitFailsTheConsumer() {
        var numbers = new Numbers();
        Suspendable broken = t -> t.begin(numbers, new Steps("body", true, emit(numbers)));

        assertThatThrownBy(() -> t.start(new Steps("consumer", false, broken))).hasMessage("no frame for body");
        assertThat(log)
                .containsExactly("body left by no frame for body", "ended", "consumer left by no frame for body");
        assertThat(t.suspending).isFalse();
    }

    @Test
    void theRunningCodeKnowsTheSegmentItIsIn() {
        var numbers = new Numbers();
        var seen = new ArrayList<@Nullable Segment>();
        Suspendable look = t -> {
            seen.add(t.segment());
            return null;
        };
        t.start(new Steps(
                "consumer",
                false,
                look,
                begin(numbers, look, emit(numbers), look, WAIT, look),
                look,
                next(numbers),
                look));
        t.resume(suspended(), null, null, null);

        assertThat(seen).containsExactly(null, numbers, null, numbers, numbers, null);
    }
}
