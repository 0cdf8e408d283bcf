package io.heddle;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what happens on a loop into recordings of the JDK's Flight Recorder. Loops ask {@link FlightRecording}
 * now and then, which costs nothing while no recording has been made, and have a listener of this kind as long as one runs.
 */
final class JfrRecorder implements LoopListener {
    private final LoopCore loop;
    private final Map<Task<?>, JfrTask> lives = new HashMap<>();
    private final Map<Task<?>, JfrAwait> awaits = new HashMap<>();
    private JfrStep step = new JfrStep();

    JfrRecorder(LoopCore loop) {
        this.loop = loop;
    }

    @Override
    public void spawned(Task<?> task) {
        var life = new JfrTask();
        life.begin();
        lives.put(task, life);
    }

    @Override
    public void stepBegins(Task<?> task) {
        var await = awaits.remove(task);
        if (await != null) {
            await.end();
            if (await.shouldCommit()) {
                await.task = task.name();
                await.loop = loop.toString();
                await.commit();
            }
        }
        step = new JfrStep();
        step.begin();
    }

    @Override
    public void stepEnded(Task<?> task) {
        step.end();
        if (step.shouldCommit()) {
            step.task = task.name();
            step.loop = loop.toString();
            step.commit();
        }
        if (task.isDone()) {
            end(task);
        } else {
            begin(task);
        }
    }

    private void begin(Task<?> task) {
        var await = new JfrAwait();
        if (await.isEnabled()) {
            var place = task.awaitedAt();
            await.awaited = task.latestAwait();
            await.at = place == null ? null : place.toString();
            await.begin();
            awaits.put(task, await);
        }
    }

    private void end(Task<?> task) {
        var life = lives.remove(task);
        if (life != null && life.shouldCommit()) {
            var origin = task.origin();
            life.task = task.name();
            life.loop = loop.toString();
            life.spawnedAt = origin == null ? null : origin.toString();
            life.end = task.stateInWords();
            life.commit();
        }
    }

    @Override
    public void late(Duration lag) {
        var event = new JfrLag();
        event.loop = loop.toString();
        event.lag = lag.toNanos();
        event.commit();
    }
}
