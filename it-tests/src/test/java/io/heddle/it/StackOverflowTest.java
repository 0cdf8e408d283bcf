package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recursion that meets the end of the stack: what has been entered is left, {@code finally} blocks included, also by the
 * calls right at the end; and a recursion of any depth gives the right value or the error.
 */
class StackOverflowTest {
    private static final String SOURCE = """
            package overflows;

            import static io.heddle.Coroutines.*;

            import io.heddle.*;

            public class Recursion {
                interface Node {
                    Coroutine<Integer> depth(int rest);
                }

                static int entered;
                static int left;
                static int overflows;
                static int way;

                static Coroutine<Void> pause() {
                    return switch (way) {
                        case 0 -> done();
                        case 1 -> yieldNow();
                        default -> suspend(rest -> EventLoop.current().execute(() -> rest.resume(null)));
                    };
                }

                @Async
                private static Coroutine<Integer> direct(int rest, long wide, String text) {
                    entered++;
                    try {
                        if (rest == 0) {
                            await(pause());
                            return done(1);
                        }
                        return done(1 + await(direct(rest - 1, wide + rest, text)));
                    } finally {
                        left++;
                    }
                }

                static class Link implements Node {
                    Node next = this;

                    @Async
                    public Coroutine<Integer> depth(int rest) {
                        entered++;
                        try {
                            if (rest == 0) {
                                await(pause());
                                return done(1);
                            }
                            return done(1 + await(next.depth(rest - 1)));
                        } finally {
                            left++;
                        }
                    }
                }

                @Async
                static Coroutine<String> all() {
                    var link = new Link();
                    for (int i = 0; i < 100; i++) {
                        way = i % 3;
                        entered = 0;
                        left = 0;
                        int depth = 37 * i;
                        try {
                            int found = await(i % 2 == 0 ? direct(depth, 1L, "") : link.depth(depth));
                            if (found != depth + 1) {
                                return done("depth " + depth + ": " + found);
                            }
                        } catch (StackOverflowError e) {
                            overflows++;
                        }
                        if (entered != left) {
                            return done("depth " + depth + ": " + entered + " entered, " + left + " left");
                        }
                    }
                    return done(overflows > 0 && overflows < 100 ? "" : overflows + " overflows");
                }

                public static String run() {
                    return Coroutines.run(all());
                }
            }
            """;

    private static final long SMALL_STACK = 256 << 10;

    private static TargetClasses targets;

    @BeforeAll
    static void compile() throws IOException {
        targets = TargetClasses.compile(Compilation.standard(), "overflows", Map.of("overflows.Recursion", SOURCE));
    }

    @ParameterizedTest
    @CsvSource({"SPLIT, PRIVATE", "COMPACT, ALL"})
    void whatIsEnteredIsLeft(Shape shape, DirectCalls directCalls) throws Exception {
        var woven = WovenClasses.weave(targets, List.of(), new WeavingOptions(shape, directCalls, List.of()));
        var recursion = new TargetLoader(woven.files(), null).loadClass("overflows.Recursion");
        var result = new CompletableFuture<Object>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(recursion.getMethod("run").invoke(null));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "small stack",
                SMALL_STACK);
        thread.start();

        assertThat(result.get(1, TimeUnit.MINUTES)).isEqualTo("");
    }
}
