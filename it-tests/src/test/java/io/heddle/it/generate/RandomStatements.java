package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import io.heddle.it.generate.Scope.Use;
import java.util.List;

/** Statements of random programs. What leaves a block is always under a condition, so that all code is reachable. */
final class RandomStatements {
    private static final int DEEPEST = 3;

    private final Choices choices;
    private final List<Method> callees;
    private final RandomExpressions expressions;
    private int names;

    RandomStatements(Choices choices, List<Method> callees) {
        this.choices = choices;
        this.callees = callees;
        this.expressions = new RandomExpressions(choices, callees, this);
    }

    /** That many statements, which declare into {@code scope}. */
    String block(Scope scope, int count, int depth) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(statement(scope, depth));
        }
        return text.toString();
    }

    /** How a method ends. */
    String lastReturn(Scope scope) {
        var fitting = callees.stream()
                .filter(callee -> callee.returns() == scope.returns())
                .toList();
        if (!fitting.isEmpty() && expressions.mayCall(scope) && choices.next(3) == 1) {
            return "return " + expressions.invocation(choices.of(fitting), scope, 1) + ";\n";
        }
        if (!scope.insideTry() && choices.oneIn(4)) {
            return "return p.<%s>value(%s);\n".formatted(scope.returns().boxed, expression(scope.returns(), scope));
        }
        return "return done(%s);\n".formatted(expression(scope.returns(), scope));
    }

    private String statement(Scope scope, int depth) {
        if (depth >= DEEPEST) {
            return simple(scope);
        }
        return switch (choices.next(depth == 0 ? 18 : 24)) {
            case 0, 1, 2, 3, 4 -> simple(scope);
            case 5, 6 -> branch(scope, depth);
            case 7 -> forLoop(scope, depth);
            case 8 -> whileLoop(scope, depth);
            case 9 -> forEach(scope, depth);
            case 10, 11, 12 -> tryStatement(scope, depth);
            case 13 -> switchStatement(scope, depth);
            case 14, 15 -> exit(scope);
            case 16 -> "{\n" + block(scope.block(), 2, depth + 1).indent(4) + "}\n";
            case 17 -> resource(scope, depth);
            default -> simple(scope);
        };
    }

    private String simple(Scope scope) {
        return switch (choices.next(9)) {
            case 0, 1 -> "p.log(%s);\n".formatted(expression(anyType(), scope));
            case 2, 3, 4 -> declaration(scope);
            case 5 -> assignment(scope);
            case 6 ->
                "self.numbers[%s] += %s;\n"
                        .formatted(expression(RandomType.INT, scope), expression(RandomType.INT, scope));
            case 7 ->
                choices.of(List.of("self.number %s= %s;\n", "self.wide %s= %s;\n"))
                        .formatted(choices.of(List.of("+", "-", "*", "/")), expression(RandomType.INT, scope));
            default -> "self.text = %s;\n".formatted(expression(RandomType.STRING, scope));
        };
    }

    private String declaration(Scope scope) {
        var type = anyType();
        var name = name("v");
        var use = choices.oneIn(3) ? Use.CAPTURE : Use.ASSIGN;
        var modifier = use == Use.CAPTURE ? "final " : "";
        if (choices.oneIn(4)) {
            var text = "%s%s %s;\nif (%s) {\n    %s = %s;\n} else {\n    %s = %s;\n}\n"
                    .formatted(
                            modifier,
                            type.declared,
                            name,
                            expression(RandomType.BOOLEAN, scope),
                            name,
                            expression(type, scope),
                            name,
                            expression(type, scope));
            scope.declare(name, type, use);
            return text;
        }
        var text = "%s%s %s = %s;\n".formatted(modifier, type.declared, name, expression(type, scope));
        scope.declare(name, type, use);
        return text;
    }

    private String assignment(Scope scope) {
        var type = anyType();
        var targets = scope.assignable(type);
        if (targets.isEmpty()) {
            return declaration(scope);
        }
        var operator = type.isNumeric() ? choices.of(List.of("=", "+=", "*=", "-=")) : "=";
        return "%s %s %s;\n".formatted(choices.of(targets).name(), operator, expression(type, scope));
    }

    private String branch(Scope scope, int depth) {
        var text = "if (%s) {\n%s}"
                .formatted(expression(RandomType.BOOLEAN, scope), inner(scope.block(), 1 + choices.next(2), depth));
        return text + (choices.next(2) == 0 ? "\n" : " else {\n%s}\n".formatted(inner(scope.block(), 2, depth)));
    }

    private String forLoop(Scope scope, int depth) {
        var i = name("i");
        var label = name("loop");
        var inside = scope.loop(label);
        inside.declare(i, RandomType.INT, Use.READ);
        return "%s:\nfor (int %s = 0; %s < %d && %s | true; %s++) {\n%s}\n"
                .formatted(
                        label,
                        i,
                        i,
                        1 + choices.next(3),
                        expression(RandomType.BOOLEAN, scope),
                        i,
                        inner(inside, 1 + choices.next(2), depth));
    }

    private String whileLoop(Scope scope, int depth) {
        var i = name("n");
        var label = name("loop");
        var header = "%s++ < %d && %s".formatted(i, 1 + choices.next(4), expression(RandomType.BOOLEAN, scope));
        var body = inner(scope.loop(label), 1 + choices.next(2), depth);
        return choices.next(2) == 0
                ? "int %s = 0;\n%s:\nwhile (%s) {\n%s}\n".formatted(i, label, header, body)
                : "int %s = 0;\n%s:\ndo {\n%s} while (%s);\n".formatted(i, label, body, header);
    }

    private String forEach(Scope scope, int depth) {
        var each = name("each");
        var label = name("loop");
        var inside = scope.loop(label);
        inside.declare(each, RandomType.INT, Use.CAPTURE);
        var elements = choices.next(2) == 0
                ? "%s".formatted(expression(RandomType.INTS, scope))
                : "Arrays.asList(%s, %s)"
                        .formatted(expression(RandomType.INT, scope), expression(RandomType.INT, scope));
        return "%s:\nfor (final int %s : %s) {\n%s}\n"
                .formatted(label, each, elements, inner(inside, 1 + choices.next(2), depth));
    }

    private String tryStatement(Scope scope, int depth) {
        var text = new StringBuilder("try {\n%s}".formatted(inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        var handlers = choices.next(4);
        var types = List.of("IllegalStateException", "RuntimeException", "Throwable");
        for (var i = 0; i < types.size(); i++) {
            if (handlers == i + 1 || (handlers == 3 && i == 0)) {
                var e = name("e");
                text.append(" catch (%s %s) {\n    p.log(%s);\n%s}"
                        .formatted(types.get(i), e, e, inner(scope.tryBlock(), choices.next(2), depth)));
            }
        }
        if (handlers == 0 || choices.next(2) == 1) {
            text.append(" finally {\n%s}".formatted(inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        }
        return text.append('\n').toString();
    }

    private String switchStatement(Scope scope, int depth) {
        var isString = choices.next(2) == 1;
        var keys = isString ? List.of("\"a\"", "\"two\"", "\"\"") : List.of("0", "1", "7");
        var text = new StringBuilder(
                "switch (%s) {\n".formatted(expression(isString ? RandomType.STRING : RandomType.INT, scope)));
        for (var key : keys) {
            text.append("    case %s: {\n%s    }\n"
                    .formatted(key, inner(scope.block(), 1, depth).indent(4)));
            if (choices.next(2) == 0) {
                text.append("    break;\n");
            }
        }
        return text.append("    default: {\n%s    }\n}\n"
                        .formatted(inner(scope.block(), 1, depth).indent(4)))
                .toString();
    }

    private String resource(Scope scope, int depth) {
        var first = name("r");
        var second = choices.next(2) == 1
                ? "; var %s = new Resource(p, %s)".formatted(name("r"), expression(RandomType.STRING, scope))
                : "";
        return "try (var %s = new Resource(p, %s)%s) {\n%s}\n"
                .formatted(
                        first,
                        expression(RandomType.STRING, scope),
                        second,
                        inner(scope.tryBlock(), 1 + choices.next(2), depth));
    }

    private String exit(Scope scope) {
        var kind = choices.next(4);
        var labels = scope.labels();
        var leave = switch (kind) {
            case 0 -> "throw " + expressions.exception() + ";\n";
            case 1 -> labels.isEmpty() ? lastReturn(scope) : "break " + choices.of(labels) + ";\n";
            case 2 -> labels.isEmpty() ? lastReturn(scope) : "continue " + choices.of(labels) + ";\n";
            default -> lastReturn(scope);
        };
        return "if (%s) {\n%s}\n".formatted(expression(RandomType.BOOLEAN, scope), leave.indent(4));
    }

    private String inner(Scope scope, int count, int depth) {
        return block(scope, count, depth + 1).indent(4);
    }

    private String expression(RandomType type, Scope scope) {
        return expressions.of(type, scope, 0);
    }

    private RandomType anyType() {
        return choices.of(List.of(RandomType.values()));
    }

    private String name(String prefix) {
        return prefix + names++;
    }
}
