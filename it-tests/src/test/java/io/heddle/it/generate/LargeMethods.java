package io.heddle.it.generate;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Methods that nobody writes and everybody generates: at the limits of the class file format, and past ours. */
public final class LargeMethods {
    private static final String CLASS = """
            package large;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;

            class $name {
                private static int take(int... all) {
                    int sum = 0;
                    for (int each : all) {
                        sum = 31 * sum + each;
                    }
                    return sum;
                }

            $members}
            """;

    private LargeMethods() {}

    /** The sources by the name of their class. */
    public static Map<String, String> sources() {
        var members = new TreeMap<String, String>();
        members.put("ManyAwaits", manyAwaits(300));
        members.put("ManyLocals", manyLocals(60));
        members.put("LocalsPast255Slots", liveLongs(140) + liveReferences(260));
        members.put("OperandsPast255Slots", operands());
        members.put("MostParameters", mostParameters());
        members.put("LongestDescriptor", longestDescriptor());
        members.put("ManyCases", manyCases(400));
        members.put("DeepNesting", deepTries(40) + loopInTries(20, 600) + deepLoops(10) + deepAwaits(60));
        members.put("PastTheSplitLimit", pastTheSplitLimit(160));
        members.put("PastTheCompilersLimit", pastTheCompilersLimit(700));
        var sources = new TreeMap<String, String>();
        members.forEach((name, text) ->
                sources.put("large." + name, CLASS.replace("$name", name).replace("$members", text.indent(4))));
        return sources;
    }

    private static String target(String name, String body) {
        return "@Async\nstatic Coroutine<?> %s(Probe p) {\n%s}\n\n".formatted(name, body.indent(4));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private static String manyAwaits(int count) {
        return target(
                "manyAwaits",
                "int sum = 0;\n" + each(count, "", i -> "sum += await(p.value(%d));\n".formatted(i))
                        + "return done(sum);");
    }

    private static String manyLocals(int count) {
        var types = ValueType.ALL;
        IntFunction<ValueType> type = i -> types.get(i % types.size());
        return target(
                "manyLocals",
                each(
                                count,
                                "",
                                i -> "%s v%d = %s;\n"
                                        .formatted(
                                                type.apply(i).declared(),
                                                i,
                                                type.apply(i).constant()))
                        + "for (int i = 0; i < 3; i++) {\n"
                        + each(
                                count,
                                "",
                                i -> i % 20 == 0
                                        ? "    await(p.value(i + %d));\n    p.log(v%d);\n".formatted(i, i)
                                        : "")
                        + "}\nreturn done(new Object[] {" + each(count, ", ", i -> "v" + i) + "});");
    }

    private static String liveLongs(int count) {
        return target(
                "liveLongs",
                each(count, "", i -> "long v%d = %dL << %d;\n".formatted(i, i, i % 60))
                        + "int n = await(p.value(1));\nv7 += await(p.value(2L));\nfor (int i = 0; i < 3; i++) {\n"
                        + "    v139 += await(p.value(i)) + v0;\n}\n"
                        + "return done(n + " + each(count, " ^ ", i -> "v" + i) + ");");
    }

    private static String liveReferences(int count) {
        return target(
                "liveReferences",
                each(count, "", i -> "Object v%d = \"%d\";\n".formatted(i, i))
                        + "int[] last = {1};\nv0 = await(p.value(\"first\"));\nlast[await(p.value(0))] += await(p.value(2));\n"
                        + "return done(new Object[] {last[0], " + each(count, ", ", i -> "v" + i) + "});");
    }

    /** More than 255 slots of operands below an await, and the same under construction. */
    private static String operands() {
        var deep = "await(p.value(1.0))";
        for (var i = 0; i < 135; i++) {
            deep = "v%d + (%s)".formatted(i % 10, deep);
        }
        return target(
                        "deepSum",
                        each(10, "", i -> "double v%d = await(p.value(%d)) / 4.0;\n".formatted(i, i)) + "return done("
                                + deep + ");")
                + target(
                        "nestedCalls",
                        "return done(take(" + each(150, ", ", i -> "p.mark(%d)".formatted(i)) + ", take("
                                + each(150, ", ", i -> i == 149 ? "await(p.value(149))" : "" + i)
                                + "), await(p.value(1))));")
                + target(
                        "construction",
                        "StringBuilder s = new StringBuilder("
                                + each(60, "", i -> "new StringBuilder(p.mark(\"%d\")).append(".formatted(i))
                                + "await(p.value(\"x\"))" + ")".repeat(60) + ");\nreturn done(s.toString());");
    }

    private static String mostParameters() {
        return parameters("ints", "static ", 254, "int", "+")
                + parameters("longs", "static ", 127, "long", "^")
                + parameters("objects", "static ", 254, "Object", " + \"\" +")
                + parameters("instance", "", 253, "int", "^")
                + parameters("roomForOne", "static ", 253, "int", "^");
    }

    private static String parameters(String name, String modifier, int count, String type, String operator) {
        var receiver = modifier.isEmpty() ? "new MostParameters()." : "";
        var result = type.equals("long") ? "Long" : type.equals("int") ? "Integer" : "String";
        return "@Async\nprivate %sCoroutine<%s> %s(Probe p, %s) {\n"
                        .formatted(modifier, result, name, each(count, ", ", i -> type + " a" + i))
                + "    a3 = await(p.value(a5));\n    a7 = a3;\n    await(p.pause());\n    return done(%s);\n}\n\n"
                        .formatted(each(count, " " + operator + " ", i -> "a" + i))
                + target(
                        name + "Passed",
                        "return done(await(%s%s(p, %s)));".formatted(receiver, name, each(count, ", ", i -> "" + i)));
    }

    /** A descriptor of 65,530 bytes, of 65,535: no context goes into it. */
    private static String longestDescriptor() {
        var arrays = 249;
        var dimensions = 245;
        return "@Async\nprivate static Coroutine<?> arrays(Probe p, %s) {\n"
                        .formatted(each(arrays, ", ", i -> "Object%s a%d".formatted("[]".repeat(dimensions), i)))
                + "    await(p.pause());\n    return done(a%d.length);\n}\n\n".formatted(arrays - 1)
                + target(
                        "arraysPassed",
                        "return done(await(arrays(p, %s new Object[2]%s)));"
                                .formatted("null, ".repeat(arrays - 1), "[]".repeat(dimensions - 1)));
    }

    private static String manyCases(int count) {
        return target(
                "manyCases",
                "long sum = 0;\nfor (int i = 0; i < %d; i += 7) {\n    switch (i) {\n".formatted(count)
                        + each(
                                count,
                                "",
                                i -> "        case %d:\n            sum += await(p.value(i * %d));\n%s"
                                        .formatted(i, i, i % 3 == 0 ? "            break;\n" : ""))
                        + "        default:\n            sum--;\n    }\n}\nreturn done(sum);");
    }

    private static String deepTries(int depth) {
        var body = new StringBuilder("p.log(await(p.value(\"innermost\")));\nif (true) throw new Error(\"deep\");\n");
        for (var i = 0; i < depth; i++) {
            body.insert(0, "try {\n")
                    .append(
                            i % 2 == 0
                                    ? "} finally {\n    p.log(await(p.value(%d)));\n}\n".formatted(i)
                                    : "} catch (Error e) {\n    p.log(await(p.value(e.getMessage())));\n    throw e;\n}\n");
        }
        // Each finally block is copied into each exit, so the exits are kept out of them.
        return "@Async\nprivate static Coroutine<Void> deepTry(Probe p) {\n%s    return done();\n}\n\n"
                        .formatted(body.toString().indent(4))
                + target("deepTries", "await(deepTry(p));\nreturn done();");
    }

    /** Each assignment is one more value that each of the handlers may see. */
    private static String loopInTries(int depth, int assignments) {
        return target(
                "loopInTries",
                "io.heddle.it.ProbeItems items = p.items(\"a\", 2);\nint n = 0;\n" + "try {\n".repeat(depth)
                        + "for (Object each : items) {\n    p.log(each);\n}\n"
                        + each(assignments, "", i -> "n = %d;\n".formatted(i % 100))
                        + "} catch (IllegalStateException e) {\n    p.log(n);\n}\n".repeat(depth) + "return done(n);");
    }

    private static String deepLoops(int depth) {
        var body = "sum += await(p.value(1));\n";
        for (var i = 0; i < depth; i++) {
            body = "for (int i%d = 0; i%d < 2; i%d++) {\n%s}\n"
                    .formatted(
                            i,
                            i,
                            i,
                            (body + (i % 3 == 0 ? "sum ^= await(p.value(i%d));\n".formatted(i) : "")).indent(4));
        }
        return target("deepLoops", "int sum = 0;\n" + body + "return done(sum);");
    }

    private static String deepAwaits(int depth) {
        var expression = "1";
        for (var i = 0; i < depth; i++) {
            expression = "%d + await(p.value(%s))".formatted(i, expression);
        }
        return target("deepAwaits", "return done(" + expression + ");");
    }

    /** More than 8,000 bytes of code, which HotSpot never compiles; twice that when it is woven. */
    private static String pastTheCompilersLimit(int count) {
        return target(
                "longBody",
                "int sum = 1;\nString s = \"\";\n"
                        + each(
                                count,
                                "",
                                i -> i % 10 == 0
                                        ? "s = await(p.value(s.length() > 20 ? \"\" : s + %d));\n".formatted(i)
                                        : "sum = sum * %d + s.length() %% (sum == 0 ? 1 : sum);\n".formatted(i | 1))
                        + "return done(sum + s);");
    }

    /** Each await saves and reloads all variables before it: in the split shape that takes more than 64 KiB of code. */
    private static String pastTheSplitLimit(int count) {
        return target(
                "growing",
                each(count, "", i -> "String v%d = await(p.value(\"%d\"));\n".formatted(i, i)) + "return done("
                        + each(count, " + ", i -> "v" + i) + ");");
    }
}
