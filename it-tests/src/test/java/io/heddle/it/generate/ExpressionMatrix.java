package io.heddle.it.generate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every kind of operand below an await of every kind of value, in each form of expression: a class for each type
 * below, in it a target for each awaited type. In the templates {@code B} is the type below and {@code A} the awaited
 * one; {@code $b}, {@code $l} and {@code $c} are operands of type {@code B} from a call, a local and a constant, and
 * {@code $a} is the await.
 */
public final class ExpressionMatrix {
    private static final String CLASS = """
            package matrix;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;
            import java.util.function.Supplier;

            class $name {
            $members}
            """;

    private static final String TARGET = """
                private static class Pair$A {
                    $B third = $b;
                    $A second = $a;
                    $B[] array = {$b, $o};
                    final Object[] all;

                    Pair$A($B first, Object second) {
                        all = new Object[] {first, second};
                    }

                    Object[] join($B b, $A a, $B c) {
                        return new Object[] {all, b, a, c};
                    }
                }

                private static Object[] join$A($B b, $B l, $A a, $B c) {
                    return new Object[] {b, l, a, c};
                }

                private static $A[] log$A(Probe p, $A[] array) {
                    p.log("array");
                    return array;
                }

                private static int index$A(Probe p, int index) {
                    p.log("index");
                    return index;
                }

                @Async
                private static Coroutine<$boxed> echo$A(Probe p, $B below, $A value) {
                    p.log(below);
                    $A local = value;
                    p.log(await(p.value(below)));
                    return done(local);
                }

                @Async
                static Coroutine<?> await$A(Probe p) throws Exception {
                    $B local = $o;
                    p.log(join$A($mark, local, $await, $b));
                    p.log(join$A(local, $b, $await, $mark));
                    p.log(new Pair$A($mark, $await).all);
                    p.log(new Pair$A($b, new Pair$A(local, $await).all).join($mark, $await, local));
                    p.log(new Object[] {$mark, $await, local, new $B[] {$b, $mark}, new $A[] {$a, $await}});
                    p.log("" + local + $mark + await(p.value("concatenated")) + $await);
                    p.log(join$A($mark, await(p.value(true)) ? $b : local, await(p.value(false)) ? $a : $await, local));
                    $A[] array = {$a, $a};
                    log$A(p, array)[index$A(p, 1)] = $await;
                    p.log(array[await(p.value(1))]);
                    Pair$A pair = new Pair$A(local, await(p.value("pair")));
                    pair.second = $await;
                    pair.array[await(p.value(0))] = $mark;
                    pair.third = pair.array[await(p.value(1))];
                    p.log(new Object[] {pair.second, pair.array, pair.third});
                    p.log(join$A($mark, local, await(echo$A(p, $b, $await)), $b));
                    $A result = await(echo$A(p, local, $a));
                    Supplier<Coroutine<$boxed>> lambda = () -> {
                        p.log(local);
                        return done($await);
                    };
                    p.log(join$A(local, $b, await(lambda.get()), $b));
                    try {
                        p.log(join$A($mark, local, await(p.<$boxed, Exception>fail(new Exception("dropped"))), $b));
                    } catch (Exception e) {
                        p.log(join$A(local, $mark, $await, local));
                    }
                    return done(new Object[] {result, local, array});
                }
            """;

    private static final String ARITHMETIC = """
                @Async
                static Coroutine<?> arithmetic$A(Probe p) {
                    $B local = $b;
                    p.log($mark + $await);
                    p.log($mark * ($await - local) + $await);
                    p.log($mark < $await == (local >= $await));
                    $B below = $b;
                    below += $await;
                    below -= $mark + $await;
                    $B[] array = {$b, $b};
                    array[await(p.value(1))] += $await;
                    array[p.mark(0)] *= $await;
                    array[await(p.value(0))]++;
                    --array[await(p.value(1))];
                    below = array[await(p.value(0))]--;
                    $A result = below < $await ? $await : $a;
                    return done(new Object[] {below, array, result, local});
                }
            """;

    /** Every shape in which a result comes back; the other types come back as one of these does. */
    private static final List<ValueType> AWAITED = ValueType.ALL.stream()
            .filter(type -> List.of("int", "long", "double", "boolean", "char", "String", "null", "ints")
                    .contains(type.name()))
            .toList();

    private ExpressionMatrix() {}

    /** The sources by the name of their class; they compile at any release from 8 on. */
    public static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        for (var below : ValueType.ALL) {
            var name = "Below" + capital(below);
            var members =
                    AWAITED.stream().map(awaited -> members(below, awaited)).collect(Collectors.joining());
            sources.put("matrix." + name, CLASS.replace("$name", name).replace("$members", members));
        }
        sources.put("matrix.Positions", positions());
        return sources;
    }

    private static String members(ValueType below, ValueType awaited) {
        var template = TARGET + (below.isNumeric() && awaited.isNumeric() ? ARITHMETIC : "");
        return template.replaceAll("(Pair|join|log|index|echo|await|arithmetic)\\$A", "$1" + capital(awaited))
                .replace("$boxed", awaited.boxed())
                .replace("$mark", "p.mark(" + below.constant() + ")")
                .replace("$await", await(awaited))
                .replace("$A", awaited.declared())
                .replace("$B", below.declared())
                .replace("$a", awaited.other())
                .replace("$b", below.constant())
                .replace("$o", below.other());
    }

    private static String await(ValueType type) {
        return "await(p.<" + type.boxed() + ">value(" + type.constant() + "))";
    }

    private static String capital(ValueType type) {
        return Character.toUpperCase(type.name().charAt(0)) + type.name().substring(1);
    }

    /** Calls of four arguments of changing types, with awaits in every subset of the positions. */
    private static String positions() {
        var members = new StringBuilder();
        var types = ValueType.ALL;
        for (var first = 0; first < types.size(); first++) {
            var start = first;
            var parameters = IntStream.range(0, 4)
                    .mapToObj(i -> types.get((start + 3 * i) % types.size()).declared() + " a" + i)
                    .collect(Collectors.joining(", "));
            members.append("    private static Object[] take%d(%s) {\n".formatted(first, parameters))
                    .append("        return new Object[] {a0, a1, a2, a3};\n    }\n\n")
                    .append("    @Async\n    static Coroutine<?> from%s(Probe p) {\n"
                            .formatted(capital(types.get(first))));
            for (var subset = 0; subset < 16; subset++) {
                var awaited = subset;
                var arguments = IntStream.range(0, 4)
                        .mapToObj(i -> argument(types.get((start + 3 * i) % types.size()), (awaited >> i & 1) == 1))
                        .collect(Collectors.joining(", "));
                members.append("        p.log(take%d(%s));\n".formatted(first, arguments));
            }
            members.append("        return done();\n    }\n\n");
        }
        return CLASS.replace("$name", "Positions").replace("$members", members);
    }

    private static String argument(ValueType type, boolean awaited) {
        return awaited ? await(type) : "p.mark(" + type.constant() + ")";
    }
}
