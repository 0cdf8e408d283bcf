package io.heddle.it.generate;

import io.heddle.it.generate.RandomExpressions.Selector;
import io.heddle.it.generate.RandomProgram.Method;
import io.heddle.it.generate.Scope.Leave;
import java.util.List;

/** How bodies end: with a value, with what another async method returns, or with one or the other. */
final class RandomReturns {
    private static final int DEEPEST = 2;

    private final Choices choices;
    private final List<Method> callees;
    private final RandomStatements statements;
    private final RandomExpressions expressions;

    RandomReturns(Choices choices, List<Method> callees, RandomStatements statements, RandomExpressions expressions) {
        this.choices = choices;
        this.callees = callees;
        this.statements = statements;
        this.expressions = expressions;
    }

    /** How a method ends, or a block that gives a value. */
    String last(Scope scope) {
        return choices.oneIn(14) ? severalLasts(scope) : oneLast(scope);
    }

    /** Statements behind which nothing is reached, because each way through them leaves. */
    private String severalLasts(Scope scope) {
        var rest = statements.inner(scope.tryBlock(), 1, 1);
        return switch (choices.next(6)) {
            case 0 ->
                "if (%s) {\n%s} else {\n%s}\n"
                        .formatted(
                                expressions.of(RandomType.BOOLEAN, scope, 0),
                                last(scope.block()).indent(4),
                                last(scope.block()).indent(4));
            case 1 ->
                "try {\n%s} finally {\n%s}\n"
                        .formatted(rest, last(scope.tryBlock()).indent(4));
            case 2 ->
                "try {\n%s%s} finally {\n%s}\n"
                        .formatted(rest, last(scope.tryBlock()).indent(4), statements.inner(scope.tryBlock(), 1, 1));
            case 3 -> {
                var i = statements.name("n");
                yield "for (int %1$s = 0; ; %1$s++) {\n%2$s    if (%1$s > 1) {\n%3$s    }\n}\n"
                        .formatted(
                                i,
                                statements.inner(scope.endless(), 1, 1),
                                last(scope.endless()).indent(8));
            }
            default -> {
                var e = statements.name("e");
                yield "try {\n%s%s} catch (%s %s) {\n    p.log(%s);\n%s}\n"
                        .formatted(
                                rest,
                                last(scope.tryBlock()).indent(4),
                                choices.of(List.of("RuntimeException", "Throwable", "IllegalStateException | Error")),
                                e,
                                e,
                                last(scope.tryBlock()).indent(4));
            }
        };
    }

    private String oneLast(Scope scope) {
        if (scope.leave() == Leave.YIELD) {
            // By a variable, because javac takes some parentheses behind yield for those of a call.
            var name = statements.name("y");
            return "final %s %s = %s;\nyield %s;\n"
                    .formatted(scope.result().declared, name, expressions.of(scope.result(), scope, 0), name);
        }
        if (scope.leave() == Leave.END) {
            return switch (scope.insideTry() ? 0 : choices.next(6)) {
                case 4 -> "return p.pause();\n";
                case 5 -> "return " + expressions.emission(scope, 0) + ";\n";
                default -> "return done();\n";
            };
        }
        if (choices.oneIn(8)) {
            var name = statements.name("c");
            return "%s %s = %s;\nreturn %s;\n"
                    .formatted(scope.kind().of(scope.result()), name, completion(scope, 0), name);
        }
        return "return %s;\n".formatted(completion(scope, 0));
    }

    /** An end that awaits nothing. */
    String withoutAwait(Scope scope) {
        return "return %s;\n".formatted(scope.kind().completed(expressions.simple(scope.result(), scope)));
    }

    /** An expression for what the async method around it returns. */
    private String completion(Scope scope, int depth) {
        var fitting = callees.stream()
                .filter(callee ->
                        callee.returns() == scope.result() && scope.kind().takes(callee.kind()))
                .filter(callee -> !scope.insideTry() || !callee.passesProbesOn())
                .toList();
        var calls = expressions.calls();
        if (!fitting.isEmpty() && calls.mayCall(scope) && choices.next(3) == 1) {
            return calls.invocation(choices.of(fitting), scope, 1);
        }
        if (calls.mayReturnItself(scope) && choices.next(2) == 1) {
            return "(%s > 0 ? %s : %s)"
                    .formatted(Method.DEPTH.name(), calls.itself(scope, 1), completion(scope, depth + 1));
        }
        return switch (choices.next(depth < DEEPEST ? 13 : 9)) {
            case 8 ->
                scope.insideTry() || scope.kind() != Kind.COROUTINE
                        ? completed(scope)
                        : calls.coroutine(scope.result(), scope, depth);
            case 9, 10 ->
                "(%s ? %s : %s)"
                        .formatted(
                                expressions.of(RandomType.BOOLEAN, scope, depth + 1),
                                completion(scope, depth + 1),
                                completion(scope, depth + 1));
            case 11 -> statements.has(Feature.SWITCH_EXPRESSIONS) ? oneOfSeveral(scope, depth) : completed(scope);
            case 12 ->
                scope.kind() == Kind.COROUTINE
                        ? "Support.same(" + completion(scope, depth + 1) + ")"
                        : completion(scope, depth + 1);
            default -> completed(scope);
        };
    }

    private String completed(Scope scope) {
        return scope.kind().completed(expressions.of(scope.result(), scope, 0));
    }

    private String oneOfSeveral(Scope scope, int depth) {
        var selector = choices.of(Selector.values());
        return "switch (%s) { case %s -> %s; case %s -> throw %s; default -> %s; }"
                .formatted(
                        selector.of(expressions.of(selector.type, scope, depth + 1)),
                        selector.keys().get(0),
                        completion(scope, depth + 1),
                        selector.keys().get(1),
                        expressions.exception(),
                        completion(scope, depth + 1));
    }
}
