package io.heddle.it.measure;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints how many bytes one more await takes: in the source's class, in each body, and in all class files together. The
 * difference between a method with 100 awaits and one with 200 tells.
 */
public final class WeavingSize {
    private static final int AWAITS = 100;

    private WeavingSize() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        System.out.println("statement                                        | plain | start | resume | classes"
                + " | compact | classes");
        for (var kind : statements().entrySet()) {
            var split = perAwait(kind.getValue(), Shape.SPLIT);
            var compact = perAwait(kind.getValue(), Shape.COMPACT);
            System.out.printf(
                    "%-48s | %5d | %5d | %6d | %7d | %7d | %7d%n",
                    kind.getKey(),
                    split.plain(),
                    split.start(),
                    split.resume(),
                    split.classes(),
                    compact.resume(),
                    compact.classes());
        }
    }

    private static Map<String, IntFunction<String>> statements() {
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("await(c);", i -> "await(p.of(" + i + "));");
        kinds.put("sum += await(c);", i -> "sum += await(p.of(" + i + "));");
        kinds.put("sum = add(sum, await(c));", i -> "sum = p.add(sum, await(p.of(" + i + ")));");
        kinds.put(
                "try { sum += await(c); } catch (E e) { sum--; }",
                i -> "try { sum += await(p.of(" + i + ")); } catch (IllegalStateException e) { sum--; }");
        kinds.put("sum += await(privateMethod());", i -> "sum += await(own(" + i + "));");
        return kinds;
    }

    private static Weight perAwait(IntFunction<String> statement, Shape shape) throws IOException {
        var once = weigh(statement, AWAITS, shape);
        var twice = weigh(statement, 2 * AWAITS, shape);
        return new Weight(
                (twice.plain() - once.plain()) / AWAITS,
                (twice.start() - once.start()) / AWAITS,
                (twice.resume() - once.resume()) / AWAITS,
                (twice.classes() - once.classes()) / AWAITS);
    }

    private static Weight weigh(IntFunction<String> statement, int count, Shape shape) throws IOException {
        var body = IntStream.range(0, count).mapToObj(statement).collect(Collectors.joining("\n"));
        var module = CompiledModule.of(Map.of("measured.A", """
                package measured;
                import static io.heddle.Coroutines.*;
                import io.heddle.*;
                interface P { Coroutine<Integer> of(int i); int add(int a, int b); }
                class A {
                    @Async static Coroutine<Integer> m(P p) {
                        int sum = 0;
                        %s
                        return done(sum);
                    }
                    @Async private static Coroutine<Integer> own(int i) { await(yieldNow()); return done(i); }
                }
                """.formatted(body)));
        var plain = Objects.requireNonNull(module.classFiles().get("measured/A"));
        var options = new WeavingOptions(shape, DirectCalls.PRIVATE, List.of());
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(module.classPath(), List.of(), options))) {
            var woven = instrumenter.instrument(plain);
            var before = CodeSizes.of(plain);
            var after = CodeSizes.of(woven.classFile());
            var generated = woven.generated().values().stream()
                    .mapToInt(classFile -> classFile.length)
                    .sum();
            return new Weight(
                    before.getOrDefault("m", 0),
                    after.getOrDefault("lambda$m$start", 0),
                    after.getOrDefault("lambda$m$resume", 0),
                    woven.classFile().length + generated - plain.length);
        }
    }

    /** Bytes of code of the method as it was, and of its bodies; and by how much all class files grew. */
    private record Weight(int plain, int start, int resume, int classes) {}
}
