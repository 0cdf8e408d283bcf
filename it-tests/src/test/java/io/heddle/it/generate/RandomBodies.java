package io.heddle.it.generate;

import io.heddle.it.generate.RandomExpressions.Selector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Expressions that have a body of their own, or refer to one: lambdas, classes, method references, switches. */
final class RandomBodies {
    /** Where a method is declared that {@code self} has. */
    private static final Set<Place> OWN = EnumSet.of(Place.PRIVATE, Place.INSTANCE, Place.FINAL);

    private static final Set<Place> OWN_STATIC = EnumSet.of(Place.PRIVATE_STATIC, Place.STATIC);

    private final Choices choices;
    private final RandomStatements statements;
    private final RandomExpressions expressions;
    private final RandomCalls calls;

    RandomBodies(Choices choices, RandomStatements statements, RandomExpressions expressions, RandomCalls calls) {
        this.choices = choices;
        this.statements = statements;
        this.expressions = expressions;
        this.calls = calls;
    }

    /** One of them, of that type. */
    String of(RandomType type, Scope scope, int depth) {
        return switch (choices.next(statements.has(Feature.SWITCH_EXPRESSIONS) ? 12 : 4)) {
            case 0 -> lambda(type, scope, depth);
            case 1 -> anonymousClass(type, scope, depth);
            case 2 -> function(type, scope, depth);
            case 3 -> methodReference(type, scope, depth);
            case 4, 5 -> oldSwitch(type, scope, depth);
            case 6, 7 -> patternSwitch(type, scope, depth);
            default -> switchExpression(type, scope, depth);
        };
    }

    private String lambda(RandomType type, Scope scope, int depth) {
        var kind = statements.hasKinds() ? choices.of(Kind.values()) : Kind.COROUTINE;
        var inner = scope.lambda(type, kind);
        return "await(((Supplier<%s>) () -> %s).get())"
                .formatted(
                        kind.of(type),
                        depth > 0 || choices.next(2) == 0
                                ? kind.completed(expressions.of(type, inner, depth + 1))
                                : "{\n    await(p.pause());\n" + body(inner, 2, 2) + "}");
    }

    /** A lambda with a parameter of its own. */
    private String function(RandomType type, Scope scope, int depth) {
        var argument = choices.of(List.of(RandomType.values()));
        return "await((%s).apply(%s))"
                .formatted(
                        function(argument, type, scope, depth > 0 ? 0 : 1), expressions.of(argument, scope, depth + 1));
    }

    /** A lambda of that many statements, cast to what it is. */
    String function(RandomType argument, RandomType type, Scope scope, int statementCount) {
        var parameter = statements.name("x");
        var name = statements.name("v");
        var inner = scope.lambda(type);
        inner.declare(name, argument, Scope.Use.ASSIGN);
        return "(Function<%s, Coroutine<%s>>) %s -> {\n    %s %s = %s;\n    await(p.pause());\n%s}"
                .formatted(
                        argument.boxed,
                        type.boxed,
                        parameter,
                        argument.declared,
                        name,
                        parameter,
                        body(inner, statementCount, 2));
    }

    /** A reference to a method without parameters, where there is one. */
    private String methodReference(RandomType type, Scope scope, int depth) {
        var fitting = calls.fitting(type, scope).stream()
                .filter(callee -> callee.kind() == Kind.COROUTINE)
                .filter(callee -> callee.parameters().isEmpty() && !callee.isRecursive())
                .filter(callee -> OWN.contains(callee.place()) || OWN_STATIC.contains(callee.place()))
                .toList();
        if (fitting.isEmpty()) {
            return lambda(type, scope, depth);
        }
        var callee = choices.of(fitting);
        var receiver = OWN_STATIC.contains(callee.place())
                ? "$main"
                : choices.of(List.of("self", "p.mark(self)", "await(p.value(self))"));
        return "await(((Body<%s>) %s::%s).call(p))".formatted(type.boxed, receiver, callee.name());
    }

    private String anonymousClass(RandomType type, Scope scope, int depth) {
        var inner = scope.lambda(type);
        if (choices.next(3) == 1) {
            inner.declare("first", RandomType.INT, Scope.Use.READ);
            return """
                    await(new Support.Base<%1$s>(%2$s, %3$s) {
                        private int second = first;

                        {
                            second += first;
                            p.log(second);
                        }

                        @Async
                        @Override
                        public Coroutine<%1$s> call(Probe p) {
                    %4$s    }
                    }.call(p))""".formatted(
                            type.boxed,
                            expressions.of(RandomType.INT, scope, depth + 1),
                            expressions.of(choices.of(List.of(RandomType.values())), scope, depth + 1),
                            body(inner, 1, depth + 2).indent(4));
        }
        return """
                await(new Body<%s>() {
                    @Async
                    @Override
                    public Coroutine<%s> call(Probe p) {
                %s    }
                }.call(p))""".formatted(type.boxed, type.boxed, body(inner, 2, depth + 2).indent(4));
    }

    private String body(Scope inner, int count, int depth) {
        return statements.block(inner, count, depth).indent(4)
                + statements.lastReturn(inner).indent(4);
    }

    private String switchExpression(RandomType type, Scope scope, int depth) {
        var selector = choices.of(Selector.values());
        var arms = new StringBuilder();
        var count = choices.next(3);
        for (var i = 0; i < count; i++) {
            var more = i == 1 && choices.oneIn(3) ? ", " + selector.keys().get(2) : "";
            arms.append(" case %s%s -> %s".formatted(selector.keys().get(i), more, arm(type, scope, depth)));
        }
        var last = count > 0 && choices.oneIn(5)
                ? "throw %s;".formatted(expressions.exception())
                : arm(type, scope, depth);
        var isExhausted =
                selector == Selector.ENUM && count == 2 && !arms.toString().contains("GREEN");
        return "switch (%s) {%s %s -> %s }"
                .formatted(
                        selector.of(expressions.of(selector.type, scope, depth + 1)),
                        arms,
                        isExhausted ? "case GREEN" : "default",
                        last);
    }

    private String patternSwitch(RandomType type, Scope scope, int depth) {
        return statements.has(Feature.PATTERN_SWITCHES)
                ? statements.switches().given(scope, depth, inside -> arm(type, inside, depth))
                : switchExpression(type, scope, depth);
    }

    private String arm(RandomType type, Scope scope, int depth) {
        if ((depth == 0 && choices.oneIn(3)) || choices.oneIn(8)) {
            return "{\n" + body(scope.arm(type), 1 + choices.next(2), 2) + "}\n";
        }
        return expressions.of(type, scope, depth + 1) + ";";
    }

    /** A switch expression in which one case may go on into the next. */
    private String oldSwitch(RandomType type, Scope scope, int depth) {
        var selector = choices.of(Selector.values());
        var groups = new StringBuilder();
        for (var key : selector.keys()) {
            if (choices.next(2) == 1) {
                groups.append("    case %s:\n".formatted(key));
                var inside = scope.arm(type);
                groups.append(
                        choices.next(3) == 1
                                ? "        p.log(%s);\n".formatted(expressions.of(RandomType.STRING, inside, depth + 1))
                                : given(inside));
            }
        }
        return "switch (%s) {\n%s    default:\n%s}\n"
                .formatted(
                        selector.of(expressions.of(selector.type, scope, depth + 1)), groups, given(scope.arm(type)));
    }

    private String given(Scope arm) {
        return ("{\n" + statements.lastReturn(arm).indent(4) + "}\n").indent(8);
    }
}
