package io.heddle.it.measure;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** A module of classes with ten async methods and ten plain ones each, of kinds that programs have. */
final class AsyncModule {
    private static final String CLASS = """
            package measured;

            import static io.heddle.Coroutines.*;

            import io.heddle.*;
            import java.util.*;

            class C# {
                int total;
                final Map<String, Integer> seen = new HashMap<>();

                Coroutine<String> source(String s) { return done(s); }
                static Coroutine<Integer> one() { return done(1); }
            MEMBERS
            }
            """;

    private static final String METHODS = """
                @Async private Coroutine<Integer> loop#(int a, String s) {
                    int x = a * 2;
                    for (int i = 0; i < a; i++) {
                        x += await(guarded#(i, s)).length();
                        if (x > 100) break;
                    }
                    seen.put(s, x);
                    return done(x + a);
                }
                @Async Coroutine<String> guarded#(int a, String s) {
                    try {
                        String r = await(source(s));
                        return done(r + a);
                    } catch (IllegalStateException e) {
                        total++;
                        await(yieldNow());
                        return done("failed");
                    } finally {
                        total--;
                    }
                }
                @Async static Coroutine<Long> chosen#(long a, List<String> l) {
                    long sum = a;
                    for (String s : l) {
                        sum += s.length();
                        switch (s) {
                            case "a": sum += await(one()); break;
                            case "b": sum -= await(one()); break;
                            default: sum ^= 5;
                        }
                    }
                    return done(sum);
                }
                @Async Coroutine<Void> collected#(List<Coroutine<Integer>> l) {
                    var out = new ArrayList<Integer>();
                    for (var c : l) out.add(await(c));
                    StringBuilder s = new StringBuilder();
                    for (int i : out) s.append(i).append(await(guarded#(i, s.toString())));
                    total += s.length();
                    return done();
                }
                @Async Coroutine<Double> recursive#(double d, int k) {
                    double r = d;
                    if (k > 3) r = await(recursive#(r / 2, k - 1)) + await(recursive#(r / 3, k - 1));
                    Object[] a = {r, k, await(source("x"))};
                    return done(r + a.length);
                }
            """;

    private static final String PLAIN = """
                int plain#(int a, String s) {
                    int x = a;
                    for (int i = 0; i < s.length(); i++) {
                        x = x * 31 + s.charAt(i);
                        if (x < 0) { x = -x; total += x; }
                    }
                    try {
                        return Integer.parseInt(s) + x;
                    } catch (NumberFormatException e) {
                        return seen.getOrDefault(s, x);
                    }
                }
            """;

    private AsyncModule() {}

    /** Compiles a module of so many classes. */
    static CompiledModule compile(int classes) throws IOException {
        return CompiledModule.of(sources(classes));
    }

    /** The sources of so many classes, by the names of the classes. */
    static SortedMap<String, String> sources(int classes) {
        var sources = new TreeMap<String, String>();
        for (var i = 0; i < classes; i++) {
            var members = new StringBuilder();
            for (var n = 0; n < 2; n++) {
                members.append(METHODS.replace("#", Integer.toString(n)));
            }
            for (var n = 0; n < 10; n++) {
                members.append(PLAIN.replace("#", Integer.toString(n)));
            }
            sources.put(
                    "measured.C" + i, CLASS.replace("#", Integer.toString(i)).replace("MEMBERS", members));
        }
        return sources;
    }
}
