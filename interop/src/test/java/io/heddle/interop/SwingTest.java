package io.heddle.interop;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.EventLoop;
import io.heddle.Task;
import java.awt.Toolkit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

/** Coroutines on Swing's event thread, without a screen. */
class SwingTest {
    private static final Executor SWING = SwingUtilities::invokeLater;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final EventLoop loop = EventLoop.on(SWING);

    @Test
    void aTaskIsOnTheEventThreadBehindEveryAwait() throws Exception {
        var task = loop.spawn(() -> {
            var here = SwingUtilities.isEventDispatchThread();
            await(yieldNow());
            here &= SwingUtilities.isEventDispatchThread();
            await(sleep(ofMillis(1)));
            here &= SwingUtilities.isEventDispatchThread();
            var worker = await(toThread(() -> SwingUtilities.isEventDispatchThread()));
            return done(here && !worker && SwingUtilities.isEventDispatchThread());
        });

        assertThat(task.get()).isTrue();
    }

    /** What a modal dialog does: events are pumped inside of the step, tasks of the same loop among them. */
    @Test
    void aModalDialogPumpsTheLoopInsideOfAStep() throws Exception {
        var task = loop.spawn(() -> {
            var me = Task.current();
            var dialog = Toolkit.getDefaultToolkit().getSystemEventQueue().createSecondaryLoop();
            spawn(() -> {
                log.add("another task");
                await(sleep(ofMillis(1)));
                log.add("closes the dialog");
                dialog.exit();
                return done();
            });
            log.add("dialog opens");
            dialog.enter();
            log.add(
                    Task.current() == me && EventLoop.current() == loop
                            ? "dialog has closed"
                            : "another task is current");
            await(yieldNow());
            log.add("after");
            return done();
        });
        task.get();

        assertThat(log)
                .containsExactly("dialog opens", "another task", "closes the dialog", "dialog has closed", "after");
    }
}
