package io.heddle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop at one moment. A loop belongs to its thread, so others ask it to look for itself; one that does not
 * answer is held by a step of a task, and while that lasts nothing in it moves: then it is read as it stands.
 *
 * @param loop its name
 * @param held where the step is that holds the loop, innermost first; empty where the loop has answered
 * @param tasks those that are not done, oldest first
 */
record LoopSnapshot(String loop, List<StackTraceElement> held, List<TaskSnapshot> tasks) {
    private static final long PATIENCE_MILLIS = 250;

    /** The loop as it stands; by its thread, or while it is stuck or stands still. */
    static LoopSnapshot of(LoopCore loop) {
        return of(loop, List.of());
    }

    /** A loop that does not answer. */
    static LoopSnapshot held(LoopCore loop) {
        return of(loop, loop.runningTrace());
    }

    private static LoopSnapshot of(LoopCore loop, List<StackTraceElement> held) {
        return new LoopSnapshot(
                loop.toString(),
                held,
                loop.tasks.copy().stream().map(TaskSnapshot::of).toList());
    }

    /** Those of the loops that have tasks, and all the bodies that wait off any as one; from any thread. */
    static List<LoopSnapshot> ofAll(List<LoopCore> loops) {
        var answers = new LinkedHashMap<LoopCore, CompletableFuture<LoopSnapshot>>();
        var offLoop = new ArrayList<TaskSnapshot>();
        for (var loop : loops) {
            if (loop instanceof OffLoop body) {
                offLoop.addAll(body.look());
            } else {
                answers.put(loop, ask(loop));
            }
        }
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        var all = new ArrayList<LoopSnapshot>();
        for (Map.Entry<LoopCore, CompletableFuture<LoopSnapshot>> answer : answers.entrySet()) {
            var snapshot = await(answer.getValue(), deadline);
            all.add(snapshot == null ? held(answer.getKey()) : snapshot);
        }
        all.add(new LoopSnapshot("off any loop", List.of(), offLoop));
        all.removeIf(snapshot -> snapshot.tasks.isEmpty());
        return all;
    }

    private static CompletableFuture<LoopSnapshot> ask(LoopCore loop) {
        var answer = new CompletableFuture<LoopSnapshot>();
        if (loop.inLoop() || !loop.isDriven() || !loop.tryPost((Runnable) () -> answer.complete(of(loop)))) {
            answer.complete(of(loop));
        }
        return answer;
    }

    private static @Nullable LoopSnapshot await(CompletableFuture<LoopSnapshot> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stuck) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a loop could not look at its tasks", e.getCause());
        }
    }
}
