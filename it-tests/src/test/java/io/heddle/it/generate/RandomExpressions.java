package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import java.util.List;

/** Expressions of random programs. Every second operand or so is awaited. */
final class RandomExpressions {
    private static final int DEEPEST = 3;
    private static final List<RandomType> CONVERTIBLE =
            List.of(RandomType.LONG, RandomType.DOUBLE, RandomType.CHAR, RandomType.INTEGER);
    private static final List<String> EXCEPTIONS =
            List.of("IllegalStateException", "IllegalArgumentException", "Error");

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
        return switch (choices.next(15 + 10 * depth)) {
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
            case 9 -> nested(type, scope, depth);
            case 10 -> choices.oneIn(3) ? failure(type) : await(type, simple(type, scope));
            case 11 -> element(type, scope, depth);
            case 12 -> matched(type, scope, depth);
            case 13 -> emitted(type, scope, depth);
            default -> operation(type, scope, depth);
        };
    }

    /** An exception to throw or to fail with. */
    String exception() {
        return "new %s(\"%s\")".formatted(choices.of(EXCEPTIONS), choices.of(List.of("a", "b")));
    }

    /** What has a body of its own. */
    private String nested(RandomType type, Scope scope, int depth) {
        return switch (choices.next(8)) {
            case 0 -> lambda(type, scope, depth);
            case 1 -> anonymousClass(type, scope, depth);
            default -> switchExpression(type, scope, depth);
        };
    }

    /** A literal or a variable: nothing that awaits. */
    String simple(RandomType type, Scope scope) {
        var variables = scope.readable(type);
        if (!variables.isEmpty() && choices.next(3) > 0) {
            return choices.of(variables).name();
        }
        var literal = choices.of(type.literals());
        if (!literal.equals("null")) {
            return "(" + literal + ")";
        }
        // Of a null that is cast Eclipse's compiler forgets that it must be unboxed.
        return type.isNumeric() ? "Support.no" + type.boxed + "()" : "((" + type.declared + ") null)";
    }

    private String await(RandomType type, String operand) {
        return "await(p.<%s>value(%s))".formatted(type.boxed, operand);
    }

    /** The coroutine that hands over an element of the innermost async generator around it. */
    String emission(Scope scope, int depth) {
        return scope.emitter() + ".emit(" + of(RandomType.STRING, scope, depth + 1) + ")";
    }

    /** Hands an element over amid an expression. */
    private String emitted(RandomType type, Scope scope, int depth) {
        return scope.emitter().isEmpty()
                ? operation(type, scope, depth)
                : "(await(%s) == null ? %s : %s)"
                        .formatted(emission(scope, depth), of(type, scope, depth + 1), simple(type, scope));
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
        return scope.loopDepth() < 2;
    }

    /** The call alone: a coroutine. */
    String invocation(Method callee, Scope scope, int depth) {
        return invocation(callee, "p", scope, depth);
    }

    /** The call alone, with an expression for the probe. */
    String invocation(Method callee, String probe, Scope scope, int depth) {
        var arguments = new StringBuilder();
        for (var parameter : callee.parameters()) {
            arguments.append(", ").append(of(parameter.type(), scope, depth + 1));
        }
        var more = callee.isVarargs() ? choices.next(3) : 0;
        for (var i = 0; i < more; i++) {
            arguments.append(", ").append(of(RandomType.INT, scope, depth + 1));
        }
        var receiver = callee.place().receiver.formatted(callee.name());
        return receiver.replace("$argument", callee.argument()).replace("$int", of(RandomType.INT, scope, depth + 1))
                + callee.name() + "(" + probe + arguments + ")";
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
        return "await(((Supplier<Coroutine<%s>>) () -> %s).get())"
                .formatted(
                        type.boxed,
                        depth > 0 || choices.next(2) == 0
                                ? "done(" + of(type, inner, depth + 1) + ")"
                                : "{\n    await(p.pause());\n" + body(inner, 2, 2) + "}");
    }

    private String anonymousClass(RandomType type, Scope scope, int depth) {
        var inner = scope.lambda(type);
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
            arms.append(" case %s -> %s".formatted(selector.keys().get(i), arm(type, scope, depth)));
        }
        return "switch (%s) {%s default -> %s }"
                .formatted(selector.of(of(selector.type, scope, depth + 1)), arms, arm(type, scope, depth));
    }

    private String arm(RandomType type, Scope scope, int depth) {
        if ((depth == 0 && choices.oneIn(3)) || choices.oneIn(8)) {
            return "{\n" + body(scope.arm(type), 1 + choices.next(2), 2) + "}\n";
        }
        return of(type, scope, depth + 1) + ";";
    }

    /** What can stand in the parentheses of a switch. */
    enum Selector {
        INT(RandomType.INT, "%s", "0; 1; 7"),
        STRING(RandomType.STRING, "%s", "\"a\"; \"two\"; \"\""),
        ENUM(RandomType.INT, "Color.of(%s)", "RED; BLUE; GREEN"),
        BOXED(RandomType.INTEGER, "%s", "6; 1; -3"),
        CHAR(RandomType.CHAR, "%s", "'x'; 'a'; '\\uffff'");

        final RandomType type;
        private final String form;
        /** Separated by semicolons. */
        private final String keys;

        Selector(RandomType type, String form, String keys) {
            this.type = type;
            this.form = form;
            this.keys = keys;
        }

        List<String> keys() {
            return List.of(keys.split("; "));
        }

        String of(String value) {
            return form.formatted(value);
        }
    }

    /** Reads or changes a field or an element of an array. */
    private String element(RandomType type, Scope scope, int depth) {
        var target = target(type, scope, depth);
        if (target.isEmpty()) {
            return assignment(type, scope, depth);
        }
        return switch (choices.next(5)) {
            case 0 -> target;
            case 1 -> "(%s = %s)".formatted(target, of(type, scope, depth + 1));
            case 2 -> type.isNumeric() ? target + "++" : target;
            case 3 -> type.isNumeric() ? "--" + target : target;
            default ->
                type == RandomType.STRING
                        ? "cut(%s += %s)".formatted(target, simple(RandomType.INT, scope))
                        : "(%s += %s)".formatted(target, of(type, scope, depth + 1));
        };
    }

    /** Something to assign that is no variable; empty where there is none of that type. */
    String target(RandomType type, Scope scope, int depth) {
        return switch (type) {
            case INT ->
                switch (choices.next(4)) {
                    case 0 -> "self.number";
                    case 1 -> "self.numbers[%s]".formatted(index(scope, depth));
                    case 2 -> "(%s)[%s]".formatted(of(RandomType.INTS, scope, depth + 1), index(scope, depth));
                    default -> "self.grid[%s][%s]".formatted(index(scope, depth), index(scope, depth));
                };
            case LONG -> choices.next(2) == 0 ? "self.wide" : "self.longs[%s]".formatted(index(scope, depth));
            case STRING -> choices.next(2) == 0 ? "self.text" : "self.texts[%s]".formatted(index(scope, depth));
            case INTEGER -> "self.boxed";
            default -> "";
        };
    }

    /** An index that is mostly in bounds. */
    private String index(Scope scope, int depth) {
        return choices.oneIn(6)
                ? of(RandomType.INT, scope, depth + 1)
                : "%s & 1".formatted(of(RandomType.INT, scope, depth + 1));
    }

    /** A pattern whose variable is read where it is bound. */
    private String matched(RandomType type, Scope scope, int depth) {
        if (!RandomType.REFERENCES.contains(type) || type == RandomType.OBJECT) {
            return operation(type, scope, depth);
        }
        var name = statements.name("b");
        return "(%s instanceof %s %s && %s ? %s : %s)"
                .formatted(
                        of(RandomType.OBJECT, scope, depth + 1),
                        type.declared,
                        name,
                        of(RandomType.BOOLEAN, scope, depth + 1),
                        await(type, name),
                        of(type, scope, depth + 1));
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
            case STRING -> text(scope, depth);
            case INTS ->
                "(new int[] {%s, %s})"
                        .formatted(of(RandomType.INT, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
            case OBJECT ->
                "((Object) new Pair(%s, %s))"
                        .formatted(
                                of(RandomType.INT, scope, depth + 1),
                                of(choices.of(List.of(RandomType.values())), scope, depth + 1));
            case INTEGER ->
                choices.next(2) == 0
                        ? "Integer.valueOf(%s)".formatted(of(RandomType.INT, scope, depth + 1))
                        : "((Integer) (%s))".formatted(of(RandomType.OBJECT, scope, depth + 1));
            case BOXED_LONG -> "Long.valueOf(%s)".formatted(of(RandomType.LONG, scope, depth + 1));
            case LONGS ->
                "(new long[] {%s, %s})"
                        .formatted(of(RandomType.LONG, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
            case GRID ->
                "(new int[][] {%s, %s})"
                        .formatted(of(RandomType.INTS, scope, depth + 1), of(RandomType.INTS, scope, depth + 1));
            case CHAR, BYTE, FLOAT, SHORT ->
                "((%s) (%s + %s))"
                        .formatted(type.declared, of(type, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
        };
    }

    private String intOperation(Scope scope, int depth) {
        return switch (choices.next(10)) {
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
            case 5 -> {
                var type = choices.of(CONVERTIBLE);
                yield "((int) (%s) (%s))".formatted(type.declared, of(type, scope, depth + 1));
            }
            case 6 ->
                "mix(%s, %s, %s, %s, %s, %s)"
                        .formatted(
                                of(RandomType.LONG, scope, depth + 1),
                                of(RandomType.INT, scope, depth + 1),
                                of(RandomType.DOUBLE, scope, depth + 1),
                                of(RandomType.FLOAT, scope, depth + 1),
                                of(choices.of(List.of(RandomType.values())), scope, depth + 1),
                                of(RandomType.STRING, scope, depth + 1));
            case 7 ->
                "(new int[%s & 3][2][%s & 1].length)"
                        .formatted(of(RandomType.INT, scope, depth + 1), of(RandomType.INT, scope, depth + 1));
            case 8 ->
                "(%s ? %s : %s)"
                        .formatted(
                                of(RandomType.BOOLEAN, scope, depth + 1),
                                of(RandomType.INTEGER, scope, depth + 1),
                                of(RandomType.INT, scope, depth + 1));
            default -> "self.number";
        };
    }

    /** Texts of several operands, and of those whose types have only interfaces in common. */
    private String text(Scope scope, int depth) {
        return switch (choices.next(4)) {
            case 0, 1 ->
                "cut(%s + %s)"
                        .formatted(
                                of(RandomType.STRING, scope, depth + 1),
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1));
            case 2 ->
                "cut(\"\" + %s + '-' + %s + %s)"
                        .formatted(
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1),
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1),
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1));
            default ->
                "cut(pick(%s, %s, %s))"
                        .formatted(
                                of(RandomType.BOOLEAN, scope, depth + 1),
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1),
                                of(choices.of(RandomType.PRINTABLE), scope, depth + 1));
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
