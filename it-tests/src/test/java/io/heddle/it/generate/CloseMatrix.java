package io.heddle.it.generate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every way out of a block whose end closes an {@code AsyncCloseable}, in each form of such a block: a class for each
 * form, in it a target for each way, which tries each outcome that the close may have. Its twin, {@link io.heddle.it.SpelledOut},
 * says the same with awaits of {@code closeAsync}, as the language defines a try-with-resources (JLS 14.20.3).
 */
public final class CloseMatrix {
    private static final String HEAD = """
            package closes;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.AsyncCloseable;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;
            import io.heddle.it.SpelledOut;
            import java.io.IOException;

            """;

    private static final String RESOURCE = """
            class Resource implements AsyncCloseable {
                enum Outcome { OK, FAILS, REPLACED, REPLACED_BY_ERROR, NULL, STANDARD, STANDARD_FAILS, ABSENT }

                final Probe p;
                final String name;
                final Outcome outcome;

                Resource(Probe p, String name, Outcome outcome) {
                    this.p = p;
                    this.name = name;
                    this.outcome = outcome;
                    p.log("open " + name);
                }

                static Resource open(Probe p, String name, Outcome outcome) {
                    if (outcome == Outcome.ABSENT) {
                        return null;
                    }
                    return outcome.name().startsWith("STANDARD")
                            ? new StandardResource(p, name, outcome)
                            : new Resource(p, name, outcome);
                }

                @Async
                @Override
                public Coroutine<Void> closeAsync() {
                    p.log("close " + name);
                    await(p.pause());
                    if (outcome.name().endsWith("FAILS")) {
                        throw new IllegalStateException("close of " + name);
                    }
                    p.log("closed " + name);
                    return done();
                }

                @Async
                @Override
                public Coroutine<Throwable> closeAsync(Throwable failure) {
                    p.log("close " + name + " after");
                    p.log(failure);
                    await(p.pause());
                    switch (outcome) {
                        case FAILS:
                            throw new IllegalStateException("close of " + name);
                        case REPLACED:
                            return done(new IllegalStateException("instead, by " + name));
                        case REPLACED_BY_ERROR:
                            return done(new AssertionError("instead, by " + name));
                        case NULL:
                            return done(null);
                        default:
                            return done(failure);
                    }
                }

                /** The exception with what it suppresses; the JVM has words of its own for a null. */
                static String text(Throwable failure) {
                    String text = failure.getClass().getSimpleName();
                    if (!(failure instanceof NullPointerException)) {
                        text += " " + failure.getMessage();
                    }
                    for (Throwable suppressed : failure.getSuppressed()) {
                        text += " (" + text(suppressed) + ")";
                    }
                    return text;
                }

                static Throwable result(Throwable result) {
                    if (result == null) {
                        throw new NullPointerException();
                    }
                    return result;
                }

                @SuppressWarnings("unchecked")
                static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
                    throw (X) failure;
                }
            }

            class StandardResource extends Resource {
                StandardResource(Probe p, String name, Outcome outcome) {
                    super(p, name, outcome);
                }

                @Override
                public Coroutine<Throwable> closeAsync(Throwable failure) {
                    return new AsyncCloseable() {
                        @Override
                        public Coroutine<Void> closeAsync() {
                            return StandardResource.this.closeAsync();
                        }
                    }.closeAsync(failure);
                }
            }
            """;

    private static final String TARGET = """
                @Async
                $private static Coroutine<?> $name(Probe p) {
                    for (Resource.Outcome outcome : Resource.Outcome.values()) {
                        p.log(outcome.name());
                        try {
                            p.log(await($name(p, outcome)));
                        } catch (Throwable e) {
                            p.log(Resource.text(e));
                        }
                    }
                    return done();
                }

                @Async
                private static Coroutine<?> $name(Probe p, Resource.Outcome outcome) throws Exception {
                    long wide = 1L << 40;
                    outer:
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            $block
                            wide += i + j;
                        }
                        p.log("round " + i);
                    }
                    return done(wide + " end");
                }
            """;

    private static final String BODY = """
            p.log(await(p.value(10 * i + j)));
            if (i == 1) {
                $exit
            }
            p.log("body " + wide);
            """;

    /** How a try-with-resources on one resource is defined. */
    private static final String DEFINITION = """
            {
                Resource $r = $open;
                boolean $rLeft = false;
                try {
                    $body
                } catch (Throwable $rFailure) {
                    $rLeft = true;
                    Throwable $rResult = $rFailure;
                    if ($r != null) {
                        try {
                            $rResult = Resource.result(await($r.closeAsync($rFailure)));
                        } catch (Throwable $rSuppressed) {
                            $rFailure.addSuppressed($rSuppressed);
                        }
                    }
                    throw Resource.<RuntimeException>sneak($rResult);
                } finally {
                    if (!$rLeft && $r != null) {
                        await($r.closeAsync());
                    }
                }
            }
            """;

    private static final String FINALLY_DEFINITION = """
            Resource a = $open("a");
            boolean left = false;
            try {
                $body
            } catch (Throwable failure) {
                left = true;
                Throwable result = failure;
                if ($condition) {
                    result = Resource.result(await(a.closeAsync(failure)));
                }
                p.log("behind the close");
                throw Resource.<RuntimeException>sneak(result);
            } finally {
                if (!left) {
                    if ($condition) {
                        await(a.closeAsync());
                    }
                    p.log("behind the close");
                }
            }
            """;

    /** A name, what is woven, and what that means. */
    private record Pair(String name, String woven, String spelledOut) {
        String side(boolean isSpelledOut) {
            return isSpelledOut ? spelledOut : woven;
        }
    }

    private static final List<Pair> FORMS = List.of(
            new Pair("One", "try (Resource a = $open(\"a\")) { $body }", tryWithResource("a", "$body")),
            new Pair(
                    "Two",
                    "try (Resource a = $open(\"a\"); Resource b = $open(\"b\")) { $body }",
                    tryWithResource("a", tryWithResource("b", "$body"))),
            new Pair(
                    "Nested",
                    "try (Resource a = $open(\"a\")) { p.log(1); try (Resource b = $open(\"b\")) { $body } p.log(2); }",
                    tryWithResource("a", "p.log(1); " + tryWithResource("b", "$body") + " p.log(2);")),
            new Pair(
                    "Handled",
                    "try (Resource a = $open(\"a\")) { $body } $handlers",
                    "try { " + tryWithResource("a", "$body") + " } $handlers"),
            new Pair(
                    "Finally",
                    "Resource a = $open(\"a\"); try { $body } finally { a.close(); p.log(\"behind the close\"); }",
                    FINALLY_DEFINITION.replace("$condition", "true")),
            new Pair(
                    "FinallySometimes",
                    "Resource a = $open(\"a\"); try { $body } finally { if (j == 0) { a.close(); }"
                            + " p.log(\"behind the close\"); }",
                    FINALLY_DEFINITION.replace("$condition", "j == 0")),
            new Pair(
                    "Rethrown",
                    "Resource a = $open(\"a\"); try { $body } catch (Throwable e) { p.log(\"caught\"); a.close();"
                            + " p.log(e); throw e; }",
                    "Resource a = $open(\"a\"); try { $body } catch (Throwable e) { p.log(\"caught\");"
                            + " Throwable x = Resource.result(await(a.closeAsync(e))); p.log(x);"
                            + " throw Resource.<RuntimeException>sneak(x); }"),
            new Pair(
                    "RethrownAsException",
                    "Resource a = $open(\"a\"); try { $body } catch (Exception e) { p.log(\"caught\"); a.close();"
                            + " p.log(e); throw e; }",
                    "Resource a = $open(\"a\"); try { $body } catch (Exception e) { p.log(\"caught\");"
                            + " Throwable x = Resource.result(await(a.closeAsync(e))); p.log(e);"
                            + " throw Resource.<RuntimeException>sneak(x); }"),
            new Pair(
                    "Handler",
                    "Resource a = $open(\"a\"); try { $body } catch (Exception e) { p.log(\"caught\"); a.close();"
                            + " p.log(e); }",
                    "Resource a = $open(\"a\"); try { $body } catch (Exception e) { p.log(\"caught\");"
                            + " await(a.closeAsync()); p.log(e); }"));

    private static final String HANDLERS = """
            catch (IllegalStateException e) {
                p.log(e);
                p.log(await(p.value(e.getSuppressed().length)));
            } finally {
                p.log(await(p.value("finally")));
            }""";

    private static final List<Pair> EXITS = List.of(
            same("byItsEnd", "p.log(i);"),
            same("byReturn", "return done(await(p.value(\"result\")) + i);"),
            new Pair("byHandingOver", "return p.value(\"result\");", "return done(await(p.value(\"result\")));"),
            same("byBreak", "break;"),
            same("byContinue", "continue;"),
            same("byBreakOfTheOuterLoop", "break outer;"),
            same("byContinueOfTheOuterLoop", "continue outer;"),
            same("byException", "if (j == 1) { throw new IOException(\"body\"); }"),
            same("byError", "if (j == 1) { throw new AssertionError(\"body\"); }"),
            same("byAFailedAwait", "await(p.fail(new IllegalStateException(\"awaited\")));"));

    private CloseMatrix() {}

    /** The sources by the name of their class. */
    public static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        sources.put("closes.Resource", HEAD + RESOURCE);
        for (var form : FORMS) {
            var name = form.name();
            sources.put("closes." + name, HEAD + "@SpelledOut(" + name + "Twin.class)\n" + members(form, name, false));
            sources.put("closes." + name + "Twin", HEAD + members(form, name + "Twin", true));
        }
        return sources;
    }

    private static String members(Pair form, String name, boolean isSpelledOut) {
        var members = new StringBuilder("class " + name + " {\n");
        for (var exit : EXITS) {
            var block = form.side(isSpelledOut)
                    .replace("$handlers", HANDLERS)
                    .replace("$body", BODY.replace("$exit", exit.side(isSpelledOut)))
                    .replaceAll("\\$open\\((\"\\w+\")\\)", "Resource.open(p, $1, outcome)");
            members.append(TARGET.replace("$private", isSpelledOut ? "private" : "")
                    .replace("$name", exit.name())
                    .replace("$block", block));
        }
        return members.append("}\n").toString();
    }

    private static String tryWithResource(String resource, String body) {
        return DEFINITION
                .replace("$open", "$open(\"" + resource + "\")")
                .replace("$body", body)
                .replace("$r", resource);
    }

    private static Pair same(String name, String exit) {
        return new Pair(name, exit, exit);
    }
}
