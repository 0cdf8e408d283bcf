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
        var text = new StringBuilder(
                "try {\n%s}".formatted(statements.inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        var handlers = choices.next(4);
        var types = List.of(
                choices.next(2) == 0 ? "IllegalStateException" : "IllegalStateException | IllegalArgumentException",
                "RuntimeException",
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
            text.append(
                    " finally {\n%s}".formatted(statements.inner(scope.finallyBlock(), 1 + choices.next(2), depth)));
        }
        return text.append('\n').toString();
    }

    /** Of either kind, two or one. */
    String resources(Scope scope, int depth) {
        var resources = new StringBuilder(resource(scope));
        if (choices.next(2) == 1) {
            resources.append("; ").append(resource(scope));
        }
        var text =
                "try (%s) {\n%s}".formatted(resources, statements.inner(scope.tryBlock(), 1 + choices.next(2), depth));
        return text
                + switch (choices.next(4)) {
                    case 0 -> {
                        var e = statements.name("e");
                        yield " catch (RuntimeException %s) {\n    p.log(%s);\n%s}\n"
                                .formatted(e, e, statements.inner(scope.tryBlock(), 1, depth));
                    }
                    case 1 -> " finally {\n%s}\n".formatted(statements.inner(scope.finallyBlock(), 1, depth));
                    default -> "\n";
                };
    }

    private String resource(Scope scope) {
        var name = statements.name("r");
        var text = expressions.of(RandomType.STRING, scope, 0);
        return switch (scope.insideFinally() ? 0 : choices.next(5)) {
            case 0, 1 -> "var %s = new Resource(p, %s)".formatted(name, text);
            case 2, 3 -> "ProbeSession %s = p.session(%s%s)".formatted(name, text, statements.quirk());
            default ->
                "final ProbeSession %s = %s ? p.session(%s) : null"
                        .formatted(name, expressions.of(RandomType.BOOLEAN, scope, 0), text);
        };
    }
}
