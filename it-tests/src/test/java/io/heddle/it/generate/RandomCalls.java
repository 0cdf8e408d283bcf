package io.heddle.it.generate;

import io.heddle.it.generate.RandomExpressions.Selector;
import io.heddle.it.generate.RandomProgram.Method;
import java.util.List;

/**
 * What random programs await beside a probe: calls of the async methods behind the one around, of that method itself,
 * which gets nearer to its end with each, and coroutines that come of a choice.
 */
final class RandomCalls {
    /** More of them in one method would make the number of steps explode. */
    private static final int MOST_RECURSIONS = 2;

    private static final int DEEPEST = 3;

    private final Choices choices;
    private final Method method;
    private final List<Method> callees;
    private final RandomStatements statements;
    private final RandomExpressions expressions;
    private int recursions;

    RandomCalls(
            Choices choices,
            Method method,
            List<Method> callees,
            RandomStatements statements,
            RandomExpressions expressions) {
        this.choices = choices;
        this.method = method;
        this.callees = callees;
        this.statements = statements;
        this.expressions = expressions;
    }

    /** Calls in loops in loops would make the number of steps explode. */
    boolean mayCall(Scope scope) {
        return scope.loopDepth() < 2;
    }

    /** Whether the method around may call itself here. */
    boolean mayRecur(Scope scope) {
        return method.isRecursive()
                && recursions < MOST_RECURSIONS
                && scope.loopDepth() == 0
                && scope.readable(RandomType.INT).contains(Method.DEPTH);
    }

    /** Whether the method around may return here what it gives itself. */
    boolean mayReturnItself(Scope scope) {
        return mayRecur(scope)
                && method.returns() == scope.result()
                && scope.kind().takes(method.kind())
                && !(scope.insideTry() && method.passesProbesOn());
    }

    /** The methods that may be called here for a value of that type. */
    List<Method> fitting(RandomType type, Scope scope) {
        return mayCall(scope)
                ? callees.stream().filter(callee -> callee.returns() == type).toList()
                : List.of();
    }

    /** The type of what {@link #recursion} gives. */
    RandomType recurring() {
        return method.returns();
    }

    /** The await of a call of the method around, while it isn't deep enough. */
    String recursion(Scope scope, int depth) {
        return "(%s > 0 ? await(%s) : %s)"
                .formatted(Method.DEPTH.name(), itself(scope, depth), expressions.simple(method.returns(), scope));
    }

    /** A call of the method around, one deeper: a coroutine. */
    String itself(Scope scope, int depth) {
        recursions++;
        var receiver = method.place().hasName() && choices.next(2) == 0 ? "" : receiver(method, scope, depth);
        return receiver
                + "%s(p%s, %s - 1%s)"
                        .formatted(
                                method.name(),
                                arguments(method, scope, depth),
                                Method.DEPTH.name(),
                                variable(method, scope, depth));
    }

    /** The call alone: a coroutine. */
    String invocation(Method callee, Scope scope, int depth) {
        return invocation(callee, "p", scope, depth);
    }

    /** The call alone, with an expression for the probe. */
    String invocation(Method callee, String probe, Scope scope, int depth) {
        var times = callee.isRecursive() ? ", " + choices.next(3) : "";
        return receiver(callee, scope, depth)
                + callee.name()
                + "("
                + probe
                + arguments(callee, scope, depth)
                + times
                + variable(callee, scope, depth)
                + ")";
    }

    private String receiver(Method callee, Scope scope, int depth) {
        return callee.place()
                .receiver
                .formatted(callee.name())
                .replace("$argument", callee.argument())
                .replace("$int", expressions.of(RandomType.INT, scope, depth + 1));
    }

    private String arguments(Method callee, Scope scope, int depth) {
        var arguments = new StringBuilder();
        for (var parameter : callee.parameters()) {
            arguments.append(", ").append(expressions.of(parameter.type(), scope, depth + 1));
        }
        return arguments.toString();
    }

    private String variable(Method callee, Scope scope, int depth) {
        var arguments = new StringBuilder();
        var more = callee.isVarargs() ? choices.next(3) : 0;
        for (var i = 0; i < more; i++) {
            arguments.append(", ").append(expressions.of(RandomType.INT, scope, depth + 1));
        }
        return arguments.toString();
    }

    /** A coroutine that nobody has asked for anything: which one it is, is decided where it is awaited. */
    String coroutine(RandomType type, Scope scope, int depth) {
        var inner = depth + 1;
        return switch (depth >= DEEPEST ? 0 : choices.next(9)) {
            case 1 ->
                "(%s ? %s : %s)"
                        .formatted(
                                expressions.of(RandomType.BOOLEAN, scope, inner),
                                coroutine(type, scope, inner),
                                coroutine(type, scope, inner));
            case 2 -> {
                if (!statements.has(Feature.SWITCH_EXPRESSIONS)) {
                    yield coroutine(type, scope, inner);
                }
                var selector = choices.of(Selector.values());
                yield "switch (%s) { case %s -> %s; default -> %s; }"
                        .formatted(
                                selector.of(expressions.of(selector.type, scope, inner)),
                                selector.keys().get(0),
                                coroutine(type, scope, inner),
                                coroutine(type, scope, inner));
            }
            case 3 -> "((Coroutine<%s>) %s)".formatted(type.boxed, coroutine(type, scope, inner));
            case 4 -> "Support.same(%s)".formatted(coroutine(type, scope, inner));
            case 5 -> async(type, scope, inner);
            case 6, 7 -> {
                var fitting = fitting(type, scope).stream()
                        .filter(callee -> callee.kind() == Kind.COROUTINE)
                        .toList();
                yield fitting.isEmpty() ? probe(type, scope, depth) : invocation(choices.of(fitting), scope, depth);
            }
            default -> probe(type, scope, depth);
        };
    }

    /** A coroutine whose body is a lambda, of which nothing runs before it is awaited. */
    String async(RandomType type, Scope scope, int depth) {
        return "Coroutines.<%s>async(() -> %s)".formatted(type.boxed, coroutine(type, scope.lambda(type), depth));
    }

    /** A coroutine that does nothing before it is awaited. */
    String probe(RandomType type, Scope scope, int depth) {
        return "p.<%s>value(%s)".formatted(type.boxed, expressions.of(type, scope, depth + 1));
    }
}
