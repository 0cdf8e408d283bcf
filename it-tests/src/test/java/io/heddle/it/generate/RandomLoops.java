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
        var body = statements.inner(scope.loop(label), 1 + choices.next(2), depth);
        return choices.next(2) == 0
                ? "int %s = 0;\n%s:\nwhile (%s) {\n%s}\n".formatted(i, label, header, body)
                : "int %s = 0;\n%s:\ndo {\n%s} while (%s);\n".formatted(i, label, body, header);
    }

    /** One over an array or a list. */
    String forEach(Scope scope, int depth) {
        var each = statements.name("each");
        var label = statements.name("loop");
        var inside = scope.loop(label);
        var form = choices.next(4);
        var type = form == 2 ? RandomType.LONG : form == 3 ? RandomType.INTS : RandomType.INT;
        inside.declare(each, type, Use.CAPTURE);
        var elements = switch (form) {
            case 0 -> expressions.of(RandomType.INTS, scope, 0);
            case 1 ->
                "Arrays.asList(%s, %s)"
                        .formatted(expressions.of(RandomType.INT, scope, 0), expressions.of(RandomType.INT, scope, 0));
            case 2 -> expressions.of(RandomType.LONGS, scope, 0);
            default -> expressions.of(RandomType.GRID, scope, 0);
        };
        return "%s:\nfor (final %s %s : %s) {\n%s}\n"
                .formatted(label, type.declared, each, elements, statements.inner(inside, 1 + choices.next(2), depth));
    }

    /** One over what is waited for. */
    String asyncForEach(Scope scope, int depth) {
        var each = statements.name("each");
        var label = statements.name("loop");
        var inside = scope.loop(label).tryBlock();
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
        if (scope.insideFinally() || choices.next(3) > 0) {
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
