package io.heddle.it.generate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For-each loops that await, in each kind of surrounding, with each kind of statement around the way out of them. A
 * program tries each way out, with each thing that may go wrong in the loop. In the templates {@code $loop}, {@code $exit}
 * and {@code $leave} stand for what is put in.
 */
public final class LoopMatrix {
    private static final String CLASS = """
            package loops;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;
            import io.heddle.it.ProbeItems.Quirk;
            import io.heddle.it.generate.Support.Resource;

            class $name {
            $members}
            """;

    private static final String TARGET = """
                @Async
                private static Coroutine<?> run$id(Probe p, int way, Quirk quirk) {
                    long before = 1L << way;
                    $outerfor (int i = 0; i < 2; i++) {
                        found: {
            $loop
                            p.log("exhausted " + i);
                        }
                        p.log("behind " + before);
                    }
                    return done("end");
                }

                @Async
                static Coroutine<?> target$id(Probe p) {
                    for (Quirk quirk : Quirk.all()) {
                        for (int way = 0; way < $ways; way++) {
                            try {
                                p.log(await(run$id(p, way, quirk)));
                            } catch (IllegalStateException e) {
                                p.log(e);
                                for (Throwable suppressed : e.getSuppressed()) {
                                    p.log(suppressed);
                                }
                            }
                        }
                    }
                    return done();
                }
            """;

    private static final String LOOP = """
            loop: for (String x : p.items("a", 3, quirk)) {
                p.log("in " + x);
                $exit
            }
            """;

    private static final String END = """
            p.log(await(p.value("end of " + x)));
            """;

    private static final List<String> SURROUNDINGS = List.of("$loop", """
            try {
                $loop
            } finally {
                p.log(await(p.value("finally")));
            }
            """, """
            try {
                $loop
            } catch (IllegalStateException e) {
                p.log(e);
                p.log(await(p.value(before)));
                throw e;
            }
            """, """
            try (Resource r = new Resource(p, "r")) {
                $loop
            }
            """, """
            outer: for (String y : p.items("b", 2)) {
                p.log(y);
                $loop
            }
            """, """
            outer: do {
                $loop
            } while (await(p.value(false)));
            """, """
            outer: for (String y : p.items("b", 2, quirk)) {
                try {
                    $loop
                } catch (IllegalStateException e) {
                    p.log(e);
                } finally {
                    p.log(y + await(p.value("finally")));
                }
            }
            """);

    private static final List<String> WAYS_OUT = List.of("$leave", """
            try {
                p.log("body");
                $leave
            } finally {
                p.log(await(p.value("inner finally")));
            }
            """, """
            try {
                $leave
                p.log(await(p.value("body")));
            } catch (IllegalStateException e) {
                p.log("inner catch");
                throw new IllegalStateException("again", e);
            }
            """, """
            synchronized (p) {
                $leave
            }
            """, """
            try (Resource inner = new Resource(p, x)) {
                $leave
            }
            """, """
            inner: for (String z : p.items("c", 2, quirk)) {
                p.log(z);
                $leave
            }
            """, """
            for (int j = 0; j < 2; j++) {
                $leave
            }
            """);

    /** What happens for the second element. */
    private static final List<String> LEAVES = List.of(
            "p.log(x);",
            "break loop;",
            "continue loop;",
            "break found;",
            "break outer;",
            "continue outer;",
            "return done(p.mark(before));",
            "throw new IllegalStateException(x);",
            "return done(x + way);");

    private LoopMatrix() {}

    /** Sources by the name of their class. */
    public static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        for (var i = 0; i < SURROUNDINGS.size(); i++) {
            var name = "Loops" + i;
            var members = members(SURROUNDINGS.get(i));
            sources.put("loops." + name, CLASS.replace("$name", name).replace("$members", members));
        }
        return sources;
    }

    private static String members(String surrounding) {
        var members = new StringBuilder();
        for (var i = 0; i < WAYS_OUT.size(); i++) {
            var exit = WAYS_OUT.get(i).replace("$leave", second(anyLeave())) + END;
            members.append(target("All" + i, surrounding, exit, LEAVES.size()));
        }
        for (var i = 0; i < LEAVES.size(); i++) {
            members.append(target("One" + i, surrounding, second(LEAVES.get(i)) + END, 1));
            members.append(target("Only" + i, surrounding, LEAVES.get(i), 1));
        }
        return members.toString();
    }

    private static String target(String id, String surrounding, String exit, int ways) {
        var outer = surrounding.contains("outer:") ? "" : "outer: ";
        return TARGET.replace("$id", id)
                .replace("$ways", String.valueOf(ways))
                .replace("$outer", outer)
                .replace("$loop", surrounding.replace("$loop", LOOP.replace("$exit", exit)));
    }

    private static String second(String leave) {
        return "if (x.endsWith(\"1\")) { " + leave + " }\n";
    }

    private static String anyLeave() {
        var cases = new StringBuilder("switch (way) {");
        for (var i = 0; i < LEAVES.size(); i++) {
            cases.append("case ").append(i).append(": ").append(LEAVES.get(i)).append(i == 0 ? " break; " : " ");
        }
        return cases.append("default: throw new AssertionError(); }").toString();
    }
}
