package io.heddle.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackTracesTest {
    private static final List<StackTraceElement> BELOW = List.of(
            at("io.heddle.rt.Ctx", "resume", "Ctx.java", 120),
            at("io.heddle.Runner", "run", "Runner.java", 90),
            at("Shop", "main", "Shop.java", 3));

    @Test
    void showsMethodsOfTheSourceAndWhoAwaitsThem() {
        var failure = thrownFrom(
                at("java.lang.Integer", "parseInt", "Integer.java", 668),
                at("Shop", "lambda$price$start", "Shop.java", 9),
                at("Shop", "price$call", "Shop.java", -1),
                at("Shop$$price$Call", "$await", "Shop.java", -1),
                at("Shop", "lambda$discount$$2$resume", "Shop.java", 14),
                at("Shop", "discount$$2$continue", "Shop.java", -1),
                at("Shop$$discount$$2$Frame", "resume", "Shop.java", -1));

        StackTraces.complete(failure, frames("total", 20, "order", 30), trace -> List.of());

        assertThat(lines(failure))
                .containsExactly(
                        "Integer.parseInt:668", "Shop.price:9", "Shop.discount:14", "Shop.total:20", "Shop.order:30");
    }

    @Test
    void leavesOutTheMethodThatMakesACoroutineAndTheClassesOfLambdasAndMethodHandles() {
        var failure = thrownFrom(
                at("java.lang.Object", "<init>", "Object.java", 44),
                at("io.heddle.Coroutine", "<init>", "Coroutine.java", 50),
                at("Shop$$price$Call", "<init>", "Shop.java", -1),
                at("Shop", "price", "Shop.java", -1),
                at("Shop", "lambda$open$start", "Shop.java", 9),
                at("Shop$$Lambda$5/0x0000000800c03000", "call", "Shop.java", -1),
                at("java.lang.invoke.Invokers$Holder", "invokeExact_MT", "Invokers$Holder", -1),
                at("Shop", "noLines", "Shop.java", -1));

        StackTraces.complete(failure, null, trace -> List.of());

        assertThat(lines(failure)).containsExactly("Object.<init>:44", "Shop.open:9", "Shop.noLines:-1");
    }

    @Test
    void theMainTaskWasCalledByWhoeverCalledRun() {
        var failure = thrownFrom(at("Shop", "lambda$price$start", "Shop.java", 9));

        StackTraces.complete(failure, null, StackTraces::belowRuntime);

        assertThat(lines(failure)).containsExactly("Shop.price:9", "Shop.main:3");
    }

    /** The JVM's own errors have short traces, in which hidden classes are shown. */
    @Test
    void whoCalledRunIsAddedAsFarAsHeIsMissing() {
        var here = StackTraces.callerOfRuntime();
        var failure = thrownFrom();
        var elements = new ArrayList<StackTraceElement>();
        elements.add(at("Shop", "price", "Shop.java", 9));
        elements.addAll(here.subList(0, 3));
        failure.setStackTrace(elements.toArray(StackTraceElement[]::new));

        StackTraces.appendCaller(failure);

        assertThat(failure.getStackTrace()).startsWith(elements.get(0)).hasSize(1 + here.size());
    }

    /** So are methods that are hidden, between those that are not. */
    @Test
    void whoCalledRunIsNotAddedOnceMoreWhereHiddenMethodsStandBetween() {
        var here = StackTraces.callerOfRuntime();
        var failure = thrownFrom();
        var elements = new ArrayList<StackTraceElement>();
        elements.add(at("Shop", "price", "Shop.java", 9));
        elements.add(here.get(0));
        elements.add(at("jdk.internal.reflect.DirectMethodHandleAccessor", "invokeImpl", "It.java", 155));
        elements.addAll(here.subList(1, 3));
        failure.setStackTrace(elements.toArray(StackTraceElement[]::new));

        StackTraces.appendCaller(failure);

        assertThat(failure.getStackTrace())
                .startsWith(elements.toArray(StackTraceElement[]::new))
                .hasSize(2 + here.size());
    }

    @Test
    void whatWasMadeByTheRuntimeBeginsInTheCodeThatCalledRun() {
        var failure = new Throwable();
        failure.setStackTrace(new StackTraceElement[] {
            at("io.heddle.Ending", "toThrow", "Ending.java", 60), at("Shop", "main", "Shop.java", 3)
        });

        StackTraces.appendCaller(failure);

        assertThat(lines(failure)).startsWith("Shop.main:3");
    }

    @Test
    void aSpawnedTaskBeginsWhereItWasSpawned() {
        var failure = thrownFrom(at("Shop", "lambda$price$start", "Shop.java", 9));

        StackTraces.complete(
                failure,
                frames("total", 20),
                trace -> List.of(TraceElements.spawnedAt(at("Shop", "open", "Shop.java", 31))));

        assertThat(failure.getStackTrace()[2]).hasToString("spawned at Shop.open(Shop.java:31)");
        assertThat(lines(failure)).containsExactly("Shop.price:9", "Shop.total:20", "spawned at Shop.open:31");
    }

    /** Those of javac, of Eclipse's compiler, of Kotlin's and of Scala's, and what users may call their methods. */
    @Test
    void whateverAMethodIsCalledItKeepsItsName() {
        for (var name : List.of(
                "lambda$main$0",
                "lambda$7",
                "main$lambda$0",
                "$anonfun$main$1",
                "lambda$total",
                "total$1",
                "$",
                "a$start")) {
            for (var body : List.of(name + "$start", name + "$resume", name + "$$3$start", "2$" + name + "$start")) {
                // The second one is the compact start of a method that is called lambda$.
                var failure =
                        thrownFrom(at("Shop", "lambda$" + body, "Shop.java", 4), at("Shop", "$start", "Shop.java", -1));

                StackTraces.complete(failure, null, trace -> List.of());

                assertThat(lines(failure)).as(body).containsExactly("Shop." + name + ":4");
            }
        }
    }

    @Test
    void aTraceThatIsCompleteStaysAsItIs() {
        var failure = thrownFrom(at("Shop", "lambda$price$start", "Shop.java", 9));
        StackTraces.complete(failure, frames("total", 20), trace -> List.of());

        StackTraces.complete(failure, frames("another", 1), StackTraces::belowRuntime);

        assertThat(lines(failure)).containsExactly("Shop.price:9", "Shop.total:20");
    }

    @Test
    void causesAndSuppressedExceptionsAreCompletedToo() {
        var cause = thrownFrom(at("Shop", "lambda$price$start", "Shop.java", 9));
        var suppressed = thrownFrom(at("Shop", "lambda$close$start", "Shop.java", 11));
        var failure = new Exception("wrapper", cause);
        failure.addSuppressed(suppressed);
        failure.setStackTrace(new StackTraceElement[] {at("Shop", "plain", "Shop.java", 2)});
        cause.addSuppressed(failure);

        StackTraces.complete(failure, frames("total", 20), trace -> List.of());

        assertThat(lines(failure)).containsExactly("Shop.plain:2");
        assertThat(lines(cause)).containsExactly("Shop.price:9", "Shop.total:20");
        assertThat(lines(suppressed)).containsExactly("Shop.close:11", "Shop.total:20");
    }

    @Test
    void aConsumerOnTheStackFollowsTheBodyOfItsGenerator() {
        var boundary = new Segment() {
            @Override
            protected @Nullable Object parked() {
                return null;
            }

            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                return null;
            }
        };
        boundary.onStack = true;
        boundary.consumerCallers = frames("order", 30);
        var body = Objects.requireNonNull(frames("pages", 40));
        body.caller = boundary;
        var failure = thrownFrom(
                at("Shop", "lambda$page$resume", "Shop.java", 9),
                at("io.heddle.rt.Ctx", "resume", "Ctx.java", 140),
                at("io.heddle.rt.Ctx", "goOn", "Ctx.java", 130),
                at("io.heddle.HasNext", "$await", "HasNext.java", 30),
                at("Shop", "lambda$consumer$start", "Shop.java", 20));

        StackTraces.complete(failure, body, StackTraces::belowRuntime);

        assertThat(lines(failure))
                .containsExactly("Shop.page:9", "Shop.pages:40", "Shop.consumer:20", "Shop.order:30", "Shop.main:3");
    }

    @Test
    void anEndlessChainOfCallersIsCutOff() {
        var callers = new Object[4_000];
        for (var i = 0; i < callers.length; i += 2) {
            callers[i] = "deep";
            callers[i + 1] = i;
        }
        var failure = thrownFrom(at("Shop", "lambda$price$start", "Shop.java", 9));

        StackTraces.complete(failure, frames(callers), StackTraces::belowRuntime);

        assertThat(failure.getStackTrace()).hasSize(1_024);
    }

    @Test
    void anExceptionWithoutATraceIsLeftAlone() {
        var stackless = new Exception("stackless", null, false, false) {};

        StackTraces.complete(stackless, frames("total", 20), StackTraces::belowRuntime);
        arrive(stackless, true, "total", 20);

        assertThat(stackless.getStackTrace()).isEmpty();
    }

    @Test
    void whatTheRuntimeThrowsIsShownWhereItIsAwaited() {
        var failure = new Exception("made by a timer");
        failure.setStackTrace(new StackTraceElement[] {
            at("io.heddle.Deadline", "expire", "Deadline.java", 5), at("java.util.ArrayList", "forEach", "A.java", 1)
        });

        arrive(failure, false, "total", 20, "order", 30);

        assertThat(lines(failure)).containsExactly("ArrayList.forEach:1", "Shop.total:20", "Shop.order:30");
    }

    @Test
    void theFailureOfATaskKeepsItsTrace() {
        var failure = new Exception("made by a task");
        failure.setStackTrace(new StackTraceElement[] {at("Shop", "work", "Shop.java", 5)});

        arrive(failure, false, "total", 20);

        assertThat(lines(failure)).containsExactly("Shop.work:5");
    }

    @Test
    void whatAFutureHandsOverIsAwaitedOnce() {
        var failure = new Exception("made by a worker");
        failure.setStackTrace(new StackTraceElement[] {at("Worker", "work", "Worker.java", 5)});

        arrive(failure, true, "total", 20);
        arrive(failure, true, "another", 30);

        assertThat(lines(failure)).containsExactly("Worker.work:5", "Shop.total:20");
        assertThat(failure.getStackTrace()[1]).hasToString("Shop.total(Shop.java:20)");
    }

    @Test
    void whatACallbackOfTheLoopThrewIsAwaitedToo() {
        var failure = new Exception("made by a callback");
        failure.setStackTrace(new StackTraceElement[] {
            at("Shop", "lambda$open$0", "Shop.java", 5),
            at("io.heddle.LoopCore", "runCallback", "LoopCore.java", 390),
            at("io.heddle.Runner", "run", "Runner.java", 90),
            at("Shop", "main", "Shop.java", 3)
        });
        failure.initCause(copy(failure));

        arrive(failure, false, "total", 20);

        assertThat(lines(failure)).containsExactly("Shop.lambda$open$0:5", "Shop.total:20");
        assertThat(lines(Objects.requireNonNull(failure.getCause())))
                .containsExactly("Shop.lambda$open$0:5", "Shop.total:20");
    }

    @Test
    void aConstantBelongsToNobody() {
        var constant = new Exception("made once");
        constant.setStackTrace(new StackTraceElement[] {at("Shop", "<clinit>", "Shop.java", 5)});

        arrive(constant, true, "total", 20);

        assertThat(lines(constant)).containsExactly("Shop.<clinit>:5");
    }

    @Test
    void whoAwaitsTheFutureOfACallIsItsCaller() {
        var failure = new Exception("made by a call");
        failure.setStackTrace(new StackTraceElement[] {
            at("Shop", "price", "Shop.java", 5), TraceElements.spawnedAt(at("Shop", "price", "Shop.java", 4))
        });

        StackTraces.leaveCall(failure);
        arrive(failure, true, "total", 20);
        StackTraces.leaveCall(failure);
        arrive(failure, true, "order", 30);

        assertThat(lines(failure)).containsExactly("Shop.price:5", "Shop.total:20");
    }

    @Test
    void aTraceThatTheJvmCutOffLosesWhatIsGenerated() {
        var failure = new StackOverflowError();
        var trace = new StackTraceElement[1_024];
        for (var i = 0; i < trace.length; i += 2) {
            trace[i] = at("Shop", "lambda$price$start", "Shop.java", 9);
            trace[i + 1] = at("Shop$$price$Call", "$await", "Shop.java", -1);
        }
        failure.setStackTrace(trace);

        StackTraces.complete(failure, null, StackTraces::belowRuntime);

        assertThat(lines(failure)).hasSize(512).containsOnly("Shop.price:9");
    }

    @Test
    void whatTheRuntimeThrowsToItsCallerBeginsThere() {
        var failure = new Exception("made for a caller");
        failure.setStackTrace(new StackTraceElement[] {
            at("io.heddle.LoopCore", "current", "LoopCore.java", 5), at("Shop", "main", "Shop.java", 3)
        });

        StackTraces.beginInCaller(failure);

        assertThat(lines(failure)).containsExactly("Shop.main:3");
    }

    private static void arrive(Throwable failure, boolean fromElsewhere, Object... methodsAndLines) {
        StackTraces.arrive(failure, fromElsewhere, () -> StackTraces.chain(frames(methodsAndLines), List.of()));
    }

    private static Exception copy(Exception failure) {
        var copy = new Exception(failure.getMessage());
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static Exception thrownFrom(StackTraceElement... top) {
        var trace = new ArrayList<>(List.of(top));
        trace.addAll(BELOW);
        var failure = new Exception("thrown");
        failure.setStackTrace(trace.toArray(new StackTraceElement[0]));
        return failure;
    }

    private static StackTraceElement at(String type, String method, String file, int line) {
        return new StackTraceElement(type, method, file, line);
    }

    /** Frames that await one another, innermost first: a method's name and a line for each. */
    private static CoroutineFrame frames(Object... methodsAndLines) {
        CoroutineFrame outer = null;
        for (var i = methodsAndLines.length - 2; i >= 0; i -= 2) {
            var frame = new Waiting((String) methodsAndLines[i], (Integer) methodsAndLines[i + 1]);
            frame.caller = outer;
            outer = frame;
        }
        return Objects.requireNonNull(outer);
    }

    private static List<String> lines(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(element -> element.getClassName().replaceFirst(".*\\.", "") + "." + element.getMethodName() + ":"
                        + element.getLineNumber())
                .toList();
    }

    private static final class Waiting extends CoroutineFrame {
        private final StackTraceElement location;

        Waiting(String method, int line) {
            this.location = at("Shop", method, "Shop.java", line);
        }

        @Override
        public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
            throw new AssertionError("only looked at");
        }

        @Override
        public StackTraceElement location() {
            return location;
        }
    }
}
