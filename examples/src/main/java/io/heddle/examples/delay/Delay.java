package io.heddle.examples.delay;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.sleep;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Waits for as many seconds as its argument tells, and prints how many these were. */
public final class Delay {
    static final String USAGE = "usage: delay SECONDS, a number such as 2 or 0.5";

    /** Seconds, down to nanoseconds: nothing that passes can overflow a {@link Duration} or lose a digit in it. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private Delay() {}

    @Async
    static Coroutine<Void> helloAfter(BigDecimal seconds) {
        // Simulates work, without blocking a thread.
        await(sleep(Duration.ofNanos(seconds.movePointRight(9).longValueExact())));
        System.out.println("Hello after " + seconds.toPlainString() + " seconds...");
        return done();
    }

    /** The only argument, as seconds; empty where there is none, or where it is no such number. */
    static Optional<BigDecimal> seconds(String... args) {
        return args.length == 1 && SECONDS.matcher(args[0]).matches()
                ? Optional.of(new BigDecimal(args[0]))
                : Optional.empty();
    }

    /** Runs the program; {@code args} is the delay in seconds. Where it is not, the exit status is 2. */
    public static void main(String[] args) {
        var seconds = seconds(args);
        if (seconds.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        run(helloAfter(seconds.orElseThrow()));
    }
}
