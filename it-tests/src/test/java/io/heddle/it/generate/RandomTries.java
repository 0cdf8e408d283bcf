package io.heddle.it.generate;

import java.util.List;

/** Statements of random programs that catch, and those that do something whatever happens. */
final class RandomTries {
    private final Choices choices;
    private final RandomStatements statements;
    private final RandomExpressions expressions;

    RandomTries(Choices choices, RandomStatements statements, RandomExpressions expressions) {
        this.choices = choices;
        this.statements = statements;
        this.expressions = expressions;
    }

    /** With handlers, or a finally, or both. */
    String tryStatement(Scope scope, int depth) {
        var text = new StringBuilder();
        if (choices.oneIn(5)) {
            var e = statements.name("e");
            text.append(
                    "try {\n    if (%s) {\n        p.log(await(p.<%s, IOException>fail(new IOException(\"io\"))));\n    }\n"
                            .formatted(
                                    expressions.of(RandomType.BOOLEAN, scope, 0),
                                    choices.of(RandomType.values()).boxed));
            text.append(statements.inner(scope.tryBlock(), choices.next(2), depth));
            text.append("} catch (%s %s) {\n    p.log(%s);\n%s}"
                    .formatted(
                            choices.of(List.of("IOException", "IOException | ArithmeticException")),
                            e,
                            e,
                            statements.inner(scope.tryBlock(), choices.next(2), depth)));
        } else {
            text.append("try {\n%s}".formatted(statements.inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        }
        var handlers = choices.next(4);
        var types = List.of(
                choices.of(List.of("IllegalStateException", "IllegalStateException | IllegalArgumentException")),
                choices.of(List.of("RuntimeException", "RuntimeException | Error", "Error")),
                "Throwable");
        for (var i = 0; i < types.size(); i++) {
            if (handlers == i + 1 || (handlers == 3 && i == 0)) {
                var e = statements.name("e");
                var again = choices.oneIn(4)
                        ? "    if (%s) {\n        throw %s;\n    }\n"
                                .formatted(expressions.of(RandomType.BOOLEAN, scope, 0), e)
                        : "";
                text.append(" catch (%s %s) {\n    p.log(%s);\n%s%s}"
                        .formatted(
                                types.get(i), e, e, statements.inner(scope.tryBlock(), choices.next(2), depth), again));
            }
        }
        if (handlers == 0 || choices.next(2) == 1) {
            text.append(" finally {\n%s}".formatted(statements.inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        }
        return text.append('\n').toString();
    }

    /** One whose finally leaves it, whatever was to leave it before. */
    String overridden(Scope scope, int depth) {
        var label = statements.name("block");
        var inside = scope.labelledBlock(label);
        var e = statements.name("e");
        var handler = choices.next(2) == 0
                ? ""
                : " catch (RuntimeException %s) {\n    p.log(%s);\n%s}"
                        .formatted(e, e, statements.inner(inside.tryBlock(), 1, depth));
        var leaving =
                choices.next(2) == 1 ? statements.mayReturn(inside.tryBlock()).indent(4) : "";
        var text = "try {\n%s%s}%s finally {\n%s    break %s;\n}\n"
                .formatted(
                        statements.inner(inside.tryBlock(), 1 + choices.next(2), depth),
                        leaving,
                        handler,
                        statements.inner(inside.tryBlock(), 1, depth),
                        label);
        return "%s: {\n%s}\n".formatted(label, text.indent(4));
    }

    /** Of either kind, up to three. */
    String resources(Scope scope, int depth) {
        var before = new StringBuilder();
        var resources = new StringBuilder();
        var count = 1 + choices.next(3);
        for (var i = 0; i < count; i++) {
            resources.append(i == 0 ? "" : "; ");
            if (statements.has(Feature.RESOURCE_VARIABLES) && choices.oneIn(5)) {
                var name = statements.name("r");
                before.append("final %s;\n".formatted(resource(name, scope)));
                resources.append(name);
            } else {
                resources.append(resource(statements.name("r"), scope));
            }
        }
        var text = before
                + "try (%s) {\n%s}"
                        .formatted(resources, statements.inner(scope.tryBlock(), 1 + choices.next(2), depth));
        return text
                + switch (choices.next(4)) {
                    case 0 -> {
                        var e = statements.name("e");
                        yield " catch (RuntimeException %s) {\n    p.log(%s);\n    p.log(Support.suppressed(%s));\n%s}\n"
                                .formatted(e, e, e, statements.inner(scope.tryBlock(), 1, depth));
                    }
                    case 1 -> " finally {\n%s}\n".formatted(statements.inner(scope.tryBlock(), 1, depth));
                    default -> "\n";
                };
    }

    /** The declaration of one. */
    private String resource(String name, Scope scope) {
        var text = expressions.of(RandomType.STRING, scope, 0);
        return switch (choices.next(6)) {
            case 0, 1 -> "Resource %s = new Resource(p, %s)".formatted(name, text);
            case 2 ->
                "Resource %s = %s ? new Resource(p, %s) : null"
                        .formatted(name, expressions.of(RandomType.BOOLEAN, scope, 0), text);
            case 3, 4 -> "ProbeSession %s = p.session(%s%s)".formatted(name, text, statements.quirk());
            default ->
                "ProbeSession %s = %s ? p.session(%s) : null"
                        .formatted(name, expressions.of(RandomType.BOOLEAN, scope, 0), text);
        };
    }
}
