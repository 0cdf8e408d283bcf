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
        if (!fitting.isEmpty() && expressions.mayCall(scope) && choices.next(3) == 1) {
            return expressions.invocation(choices.of(fitting), scope, 1);
        }
        return switch (choices.next(depth < DEEPEST ? 12 : 9)) {
            case 8 ->
                scope.insideTry() || scope.kind() != Kind.COROUTINE
                        ? completed(scope)
                        : "p.<%s>value(%s)"
                                .formatted(scope.result().boxed, expressions.of(scope.result(), scope, depth));
            case 9, 10 ->
                "(%s ? %s : %s)"
                        .formatted(
                                expressions.of(RandomType.BOOLEAN, scope, depth + 1),
                                completion(scope, depth + 1),
                                completion(scope, depth + 1));
            case 11 -> oneOfSeveral(scope, depth);
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
