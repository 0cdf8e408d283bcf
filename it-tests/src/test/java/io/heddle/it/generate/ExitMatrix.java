package io.heddle.it.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every way out of one part of two nested {@code try} statements in loops, with every way out of another part that runs
 * because of it: a class for each pair of parts, a target for each pair of ways.
 */
public final class ExitMatrix {
    private static final String HEAD = """
            package exits;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;

            class $class {
                @Async
                private static Coroutine<Object> callee(Probe p, Object o) {
                    p.log(await(p.value("callee")));
                    return done(o);
                }

            """;

    private static final String METHOD = """
                @Async
                static Coroutine<?> $name(Probe p) {
                    long wide = 1L << 40;
                    outer:
                    for (int i = 0; i < 3; i++) {
                        try {
                            inner:
                            for (int j = 0; j < 2; j++) {
                                String text = "text " + j;
                                try {
                                    p.log(await(p.value("body " + i + j)));
                                    $body
                                } catch (IllegalStateException e) {
                                    p.log(await(p.value("catch " + e.getMessage() + text)));
                                    $handler
                                } finally {
                                    p.log(await(p.value("finally " + text)));
                                    $end
                                }
                                p.log(text + wide);
                            }
                            p.log("behind the inner loop");
                        } catch (IllegalArgumentException e) {
                            p.log(await(p.value("outer catch " + e.getMessage() + wide)));
                        } finally {
                            p.log(await(p.value("outer finally " + i)));
                            int j = i - 1;
                            $last
                        }
                    }
                    p.log(await(p.value(wide)));
                    return done("end");
                }

            """;

    private static final String THROW = "throw new IllegalStateException(\"state \" + i);";
    private static final Map<String, String> WAYS = ways();

    private ExitMatrix() {}

    private static Map<String, String> ways() {
        var ways = new LinkedHashMap<String, String>();
        ways.put("Nothing", "");
        ways.put("BreakOuter", "break outer;");
        ways.put("ContinueOuter", "continue outer;");
        ways.put("Return", "return done(\"returned \" + i + await(p.value(wide)));");
        ways.put("ReturnCall", "return callee(p, i);");
        ways.put("Throw", THROW);
        ways.put("ThrowThrough", "throw new IllegalArgumentException(await(p.value(\"argument \" + i)));");
        ways.put("Fail", "await(p.fail(new IllegalStateException(\"failed\")));");
        ways.put("BreakInner", "break inner;");
        ways.put("ContinueInner", "continue inner;");
        return ways;
    }

    /**
     * Programs in which a {@code finally} always leaves in another way than its {@code try}. In Eclipse's class files a
     * result that is given up so can't be told from a dropped one.
     */
    public static Map<String, String> overriding() {
        var text = new StringBuilder(HEAD.replace("$class", "Overriding"));
        WAYS.forEach((way, statement) -> WAYS.forEach((then, other) -> {
            if (!statement.isEmpty() && !other.isEmpty() && !then.equals("Fail")) {
                text.append(METHOD.replace("$name", "first" + way + "Then" + then)
                        .replace("$body", conditional(statement))
                        .replace("$handler", statement)
                        .replace("$end", other)
                        .replace("p.log(text + wide);", "") // nothing reaches it
                        .replace("$last", ""));
            }
        }));
        return Map.of("exits.Overriding", text.append("}\n").toString());
    }

    /** The programs by the name of their class. */
    public static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        sources.put("exits.BodyAndEnd", source("BodyAndEnd", "$body", "$end"));
        sources.put("exits.BodyAndLast", source("BodyAndLast", "$body", "$last"));
        sources.put("exits.HandlerAndEnd", source("HandlerAndEnd", "$handler", "$end"));
        return sources;
    }

    private static String source(String name, String first, String second) {
        var text = new StringBuilder(HEAD.replace("$class", name));
        WAYS.forEach((way, statement) -> WAYS.forEach((then, other) -> {
            // The outer finally is outside the inner loop.
            if (!second.equals("$last") || !then.endsWith("Inner")) {
                text.append(METHOD.replace("$name", "first" + way + "Then" + then)
                        .replace(first, conditional(statement))
                        .replace(second, conditional(other))
                        .replace("$body", conditional(THROW))
                        .replaceAll("\\$(handler|end|last)", ""));
            }
        }));
        return text.append("}\n").toString();
    }

    private static String conditional(String statement) {
        return statement.isEmpty() ? "" : "if (i == 1 && j == 0) {\n" + statement + "\n}";
    }
}
