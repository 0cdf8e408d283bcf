package io.heddle.it.generate;

import io.heddle.it.generate.Scope.Use;
import java.util.List;

/** Loops of random programs, all of which end: they count their rounds. */
final class RandomLoops {
    private final Choices choices;
    private final RandomStatements statements;
    private final RandomExpressions expressions;
    private final Concurrency concurrent;

    RandomLoops(Choices choices, RandomStatements statements, RandomExpressions expressions, Concurrency concurrent) {
        this.choices = choices;
        this.statements = statements;
        this.expressions = expressions;
        this.concurrent = concurrent;
    }

    /** One that counts up in its header. */
    String counting(Scope scope, int depth) {
        return switch (choices.next(3)) {
            case 0 -> forLoop(scope, depth);
            case 1 -> forLoopOfTwo(scope, depth);
            default -> endless(scope, depth);
        };
    }

    /** One whose header awaits in each of its parts. */
    private String forLoopOfTwo(Scope scope, int depth) {
        var i = statements.name("i");
        var j = statements.name("j");
        var label = statements.name("loop");
        var inside = scope.loop(label);
        inside.declare(i, RandomType.INT, Use.READ);
        inside.declare(j, RandomType.INT, Use.ASSIGN);
        return "%1$s:\nfor (int %2$s = 0, %3$s = %4$s; %2$s < %5$d; %3$s += %6$s, %2$s++, p.log(%7$s)) {\n%8$s}\n"
                .formatted(
                        label,
                        i,
                        j,
                        expressions.of(RandomType.INT, scope, 0),
                        1 + choices.next(3),
                        expressions.of(RandomType.INT, inside, 1),
                        expressions.of(RandomType.STRING, inside, 1),
                        statements.inner(inside, 1 + choices.next(2), depth));
    }

    /** One that ends in its body alone. */
    private String endless(Scope scope, int depth) {
        var i = statements.name("n");
        var label = statements.name("loop");
        return "int %1$s = 0;\n%2$s:\n%3$s {\n    if (%1$s++ >= %4$d || %5$s) {\n        break;\n    }\n%6$s}\n"
                .formatted(
                        i,
                        label,
                        choices.of(List.of("for (;;)", "while (true)")),
                        choices.next(4),
                        expressions.of(RandomType.BOOLEAN, scope, 1),
                        statements.inner(scope.loop(label), 1 + choices.next(2), depth));
    }

    private String forLoop(Scope scope, int depth) {
        var i = statements.name("i");
        var label = statements.name("loop");
        var inside = scope.loop(label);
        inside.declare(i, RandomType.INT, Use.READ);
        return "%s:\nfor (int %s = 0; %s < %d && %s | is(true); %s++) {\n%s}\n"
                .formatted(
                        label,
                        i,
                        i,
                        1 + choices.next(3),
                        expressions.of(RandomType.BOOLEAN, scope, 0),
                        i,
                        statements.inner(inside, 1 + choices.next(2), depth));
    }

    /** One with a condition, at its beginning or at its end. */
    String whileLoop(Scope scope, int depth) {
        var i = statements.name("n");
        var label = statements.name("loop");
        var header = "%s++ < %d && %s".formatted(i, 1 + choices.next(4), expressions.of(RandomType.BOOLEAN, scope, 0));
        if (statements.has(Feature.TYPE_PATTERNS) && choices.oneIn(4)) {
            var each = statements.name("b");
            var inside = scope.loop(label);
            inside.declare(each, RandomType.STRING, Use.ASSIGN);
            return "int %s = 0;\n%s:\nwhile (%s && %s instanceof String %s) {\n%s}\n"
                    .formatted(
                            i,
                            label,
                            header,
                            expressions.of(RandomType.OBJECT, scope, 0),
                            each,
                            statements.inner(inside, 1 + choices.next(2), depth));
        }
        var body = statements.inner(scope.loop(label), 1 + choices.next(2), depth);
        return choices.next(2) == 0
                ? "int %s = 0;\n%s:\nwhile (%s) {\n%s}\n".formatted(i, label, header, body)
                : "int %s = 0;\n%s:\ndo {\n%s} while (%s);\n".formatted(i, label, body, header);
    }

    /** What there is to loop over. */
    private enum Elements {
        INTS(RandomType.INT, RandomType.INTS, false),
        LIST(RandomType.INT, RandomType.INTEGER, true),
        LONGS(RandomType.LONG, RandomType.LONGS, false),
        GRID(RandomType.INTS, RandomType.GRID, false),
        TEXTS(RandomType.STRING, RandomType.TEXTS, false),
        /** Unboxed, then made wider. */
        WIDER(RandomType.LONG, RandomType.INTEGER, true),
        CHARACTERS(RandomType.INT, RandomType.CHARACTER, true),
        RECORDS(RandomType.OBJECT, RandomType.TWO, true);

        private final RandomType type;
        private final RandomType of;
        private final boolean isList;

        /**
         * @param type that of the variable
         * @param of that of the array, or of the elements of a list
         */
        Elements(RandomType type, RandomType of, boolean isList) {
            this.type = type;
            this.of = of;
            this.isList = isList;
        }
    }

    /** One over coroutines, each of which is awaited in its round. */
    String ofCoroutines(Scope scope, int depth) {
        var each = statements.name("each");
        var value = statements.name("v");
        var label = statements.name("loop");
        var type = choices.of(RandomType.values());
        var inside = scope.loop(label);
        inside.declare(value, type, Use.ASSIGN);
        return "%1$s:\nfor (Coroutine<%2$s> %3$s : Arrays.<Coroutine<%2$s>>asList(%4$s, %5$s)) {\n    %6$s %7$s = await(%3$s);\n%8$s}\n"
                .formatted(
                        label,
                        type.boxed,
                        each,
                        expressions.calls().probe(type, scope, 1),
                        expressions.calls().probe(type, scope, 1),
                        type.declared,
                        value,
                        statements.inner(inside, 1 + choices.next(2), depth));
    }

    /** One over an array or a list. */
    String forEach(Scope scope, int depth) {
        var each = statements.name("each");
        var label = statements.name("loop");
        var inside = scope.loop(label);
        var form = choices.of(Elements.values());
        var type = form.type;
        inside.declare(each, type, Use.CAPTURE);
        var elements = form.isList
                ? "Arrays.<%s>asList(%s, %s)"
                        .formatted(form.of.boxed, expressions.of(form.of, scope, 0), expressions.of(form.of, scope, 0))
                : expressions.of(form.of, scope, 0);
        return "%s:\nfor (final %s %s : %s) {\n%s}\n"
                .formatted(label, type.declared, each, elements, statements.inner(inside, 1 + choices.next(2), depth));
    }

    /** One over what is waited for. */
    String asyncForEach(Scope scope, int depth) {
        var each = statements.name("each");
        var label = statements.name("loop");
        var inside = scope.loop(label).tryBlock();
        if (choices.oneIn(4)) {
            inside.declare(each, RandomType.LONG, Use.CAPTURE);
            return "%s:\nfor (final long %s : Support.numbers(p.items(\"%s\", %d%s))) {\n%s}\n"
                    .formatted(
                            label,
                            each,
                            each,
                            choices.next(4),
                            statements.quirk(),
                            statements.inner(inside, 1 + choices.next(2), depth));
        }
        inside.declare(each, RandomType.STRING, Use.CAPTURE);
        if (!concurrent.isUsed() || choices.next(2) == 0) {
            return "%s:\nfor (final String %s : p.items(\"%s\", %d%s)) {\n%s}\n"
                    .formatted(
                            label,
                            each,
                            each,
                            choices.next(4),
                            statements.quirk(),
                            statements.inner(inside, 1 + choices.next(2), depth));
        }
        var generator = generator(scope, depth);
        var body = statements.inner(inside, 1 + choices.next(2), depth);
        if (choices.next(3) > 0) {
            return "%s:\nfor (final String %s : %s) {\n%s}\n".formatted(label, each, generator, body);
        }
        return """
                try (AsyncIterator<String> of%1$s = %2$s.iterator()) {
                    %3$s:
                    while (of%1$s.hasNext()) {
                        final String %1$s = of%1$s.next();
                %4$s    }
                }
                """.formatted(each, generator, label, body.indent(4));
    }

    /** An async generator of texts. */
    private String generator(Scope scope, int depth) {
        var out = statements.name("out");
        var inside = scope.generator(out);
        return "AsyncIterable.<String>generate(%s -> {\n%s%s})"
                .formatted(
                        out,
                        statements.inner(inside, 1 + choices.next(3), depth),
                        statements.lastReturn(inside).indent(4));
    }
}
