package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions of random programs. Every second operand or so is awaited. */
final class RandomExpressions {
    private static final int DEEPEST = 3;
    private static final List<String> EXCEPTIONS =
            List.of("IllegalStateException", "IllegalArgumentException", "Error");

    /** An array prints differently in each run. */
    private static final List<RandomType> PRINTABLE = Stream.of(RandomType.values())
            .filter(type -> type != RandomType.INTS)
            .toList();

    private final Choices choices;
    private final List<Method> callees;
    private final RandomStatements statements;

    RandomExpressions(Choices choices, List<Method> callees, RandomStatements statements) {
        this.choices = choices;
        this.callees = callees;
        this.statements = statements;
    }

    /** An expression of that type; literals alone beyond a certain depth. */
    String of(RandomType type, Scope scope, int depth) {
        if (depth >= DEEPEST) {
            return simple(type, scope);
        }
        return switch (choices.next(12)) {
            case 0, 1 -> simple(type, scope);
            case 2, 3, 4 -> await(type, of(type, scope, depth + 1));
            case 5 -> "p.mark((%s) (%s))".formatted(type.declared, of(type, scope, depth + 1));
            case 6 ->
                "(%s ? %s : %s)"
                        .formatted(
                                of(RandomType.BOOLEAN, scope, depth + 1),
                                of(type, scope, depth + 1),
                                of(type, scope, depth + 1));
            case 7 -> call(type, scope, depth);
            case 8 -> assignment(type, scope, depth);
            case 9 -> choices.oneIn(5) ? lambda(type, scope, depth) : switchExpression(type, scope, depth);
            case 10 -> choices.oneIn(3) ? failure(type) : await(type, simple(type, scope));
            default -> operation(type, scope, depth);
        };
    }

    /** An exception to throw or to fail with. */
    String exception() {
        return "new %s(\"%s\")".formatted(choices.of(EXCEPTIONS), choices.of(List.of("a", "b")));
    }

    private String simple(RandomType type, Scope scope) {
        var variables = scope.readable(type);
        if (!variables.isEmpty() && choices.next(3) > 0) {
            return choices.of(variables).name();
        }
        var literal = choices.of(type.literals());
        return literal.equals("null") ? "((" + type.declared + ") null)" : "(" + literal + ")";
    }

    private String await(RandomType type, String operand) {
        return "await(p.<%s>value(%s))".formatted(type.boxed, operand);
    }

    private String failure(RandomType type) {
        return "await(p.<%s, RuntimeException>fail(new IllegalStateException(\"%s\")))"
                .formatted(type.boxed, choices.of(List.of("f", "g")));
    }

    /** A call of an async method, where there is one of that type. */
    private String call(RandomType type, Scope scope, int depth) {
        var fitting =
                callees.stream().filter(callee -> callee.returns() == type).toList();
        if (fitting.isEmpty() || !mayCall(scope)) {
            return operation(type, scope, depth);
        }
        return "await(" + invocation(choices.of(fitting), scope, depth) + ")";
    }

    /** Calls in loops in loops would make the number of steps explode. */
    boolean mayCall(Scope scope) {
        return scope.labels().size() < 2;
    }

    /** The call alone: a coroutine. */
    String invocation(Method callee, Scope scope, int depth) {
        var arguments = callee.parameters().stream()
                .map(parameter -> ", " + of(parameter.type(), scope, depth + 1))
                .collect(Collectors.joining());
        return (callee.isStatic() ? "" : "self.") + callee.name() + "(p" + arguments + ")";
    }

    private String assignment(RandomType type, Scope scope, int depth) {
        var targets = scope.assignable(type);
        if (targets.isEmpty()) {
            return await(type, of(type, scope, depth + 1));
        }
        var target = choices.of(targets).name();
        if (type.isNumeric() && choices.next(2) == 1) {
            return switch (choices.next(3)) {
                case 0 -> target + "++";
                case 1 -> "--" + target;
                default -> "(%s += %s)".formatted(target, of(type, scope, depth + 1));
            };
        }
        return "(%s = %s)".formatted(target, of(type, scope, depth + 1));
    }

    private String lambda(RandomType type, Scope scope, int depth) {
        var inner = scope.lambda(type);
        var body = depth > 0 || choices.next(2) == 0
                ? "done(" + of(type, inner, depth + 1) + ")"
                : "{\n" + statements.block(inner, 2, 3).indent(4)
                        + statements.lastReturn(inner).indent(4) + "}";
        return "await(((Supplier<Coroutine<%s>>) () -> %s).get())".formatted(type.boxed, body);
    }

    private String switchExpression(RandomType type, Scope scope, int depth) {
        var arms = new StringBuilder();
        var count = choices.next(3);
        for (var i = 0; i < count; i++) {
            arms.append(" case %d -> %s;".formatted(i, of(type, scope, depth + 1)));
        }
        return "switch (%s) {%s default -> %s; }"
                .formatted(of(RandomType.INT, scope, depth + 1), arms, of(type, scope, depth + 1));
    }

    private String operation(RandomType type, Scope scope, int depth) {
        return switch (type) {
            case INT -> intOperation(scope, depth);
            case LONG ->
                "(%s %s %s)"
                        .formatted(
                                of(RandomType.LONG, scope, depth + 1),
                                choices.of(List.of("+", "*", "^", "-", "/")),
                                of(choices.of(List.of(RandomType.LONG, RandomType.INT)), scope, depth + 1));
            case DOUBLE ->
                "(%s %s %s)"
                        .formatted(
                                of(RandomType.DOUBLE, scope, depth + 1),
                                choices.of(List.of("+", "*", "-", "/")),
                                of(choices.of(List.of(RandomType.DOUBLE, RandomType.LONG)), scope, depth + 1));
            case BOOLEAN -> condition(scope, depth);
            case STRING ->
                "cut(%s + %s)"
                        .formatted(
                                of(RandomType.STRING, scope, depth + 1), of(choices.of(PRINTABLE), scope, depth + 1));
            case INTS ->
                "(new int[] {%s, %s})"
                        .formatted(of(RandomType.INT, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
            case OBJECT ->
                "((Object) new Pair(%s, %s))"
                        .formatted(
                                of(RandomType.INT, scope, depth + 1),
                                of(choices.of(List.of(RandomType.values())), scope, depth + 1));
            case CHAR, BYTE, FLOAT, SHORT ->
                "((%s) (%s + %s))"
                        .formatted(type.declared, of(type, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
        };
    }

    private String intOperation(Scope scope, int depth) {
        return switch (choices.next(6)) {
            case 0 ->
                "(%s %s %s)"
                        .formatted(
                                of(RandomType.INT, scope, depth + 1),
                                choices.of(List.of("+", "-", "*", "^", "/", "%", "<<")),
                                of(RandomType.INT, scope, depth + 1));
            case 1 ->
                "hash(%s, %s)"
                        .formatted(
                                of(choices.of(List.of(RandomType.values())), scope, depth + 1),
                                of(choices.of(List.of(RandomType.values())), scope, depth + 1));
            case 2 -> "(%s)[%s]".formatted(of(RandomType.INTS, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
            case 3 ->
                "new Pair(%s, %s).first"
                        .formatted(of(RandomType.INT, scope, depth + 1), of(RandomType.STRING, scope, depth + 1));
            case 4 -> "(%s).length()".formatted(of(RandomType.STRING, scope, depth + 1));
            default -> "self.number";
        };
    }

    private String condition(Scope scope, int depth) {
        var operands = choices.of(List.of(RandomType.INT, RandomType.LONG, RandomType.DOUBLE, RandomType.CHAR));
        return switch (choices.next(4)) {
            case 0 ->
                "(%s %s %s)"
                        .formatted(
                                of(operands, scope, depth + 1),
                                choices.of(List.of("<", "==", ">=", "!=")),
                                of(operands, scope, depth + 1));
            case 1 ->
                "(%s %s %s)"
                        .formatted(
                                of(RandomType.BOOLEAN, scope, depth + 1),
                                choices.of(List.of("&&", "||", "^", "&")),
                                of(RandomType.BOOLEAN, scope, depth + 1));
            case 2 -> "!(" + of(RandomType.BOOLEAN, scope, depth + 1) + ")";
            default -> "(%s instanceof String)".formatted(of(RandomType.OBJECT, scope, depth + 1));
        };
    }
}
