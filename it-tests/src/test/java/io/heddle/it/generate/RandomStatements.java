package io.heddle.it.generate;

import io.heddle.it.generate.RandomExpressions.Selector;
import io.heddle.it.generate.RandomProgram.Method;
import io.heddle.it.generate.Scope.Leave;
import io.heddle.it.generate.Scope.Use;
import java.util.List;
import java.util.regex.Pattern;

/** Statements of random programs. What leaves a block is always under a condition, so that all code is reachable. */
final class RandomStatements {
    private static final Pattern FIELD_ASSIGNMENT =
            Pattern.compile("self\\.\\w+ *\\S{0,4}=[^=]|self\\.\\w+(\\+\\+|--)|(\\+\\+|--)self\\.");

    private static final int DEEPEST = 3;
    private static final int PATTERN_SWITCHES = 21;

    private final Choices choices;
    private final List<Method> callees;
    private final RandomExpressions expressions;
    private final Concurrency concurrent;
    private final int release;
    private int names;

    RandomStatements(Choices choices, List<Method> callees, int release, Concurrency.Use concurrency) {
        this.choices = choices;
        this.callees = callees;
        this.release = release;
        this.expressions = new RandomExpressions(choices, callees, this);
        this.concurrent = new Concurrency(choices, callees, this, expressions, concurrency);
    }

    /** That many statements, which declare into {@code scope}. */
    String block(Scope scope, int count, int depth) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(statement(scope, depth));
        }
        return text.toString();
    }

    /** How a method ends, or a block that gives a value. */
    String lastReturn(Scope scope) {
        if (scope.leave() == Leave.YIELD) {
            var value = expression(scope.result(), scope);
            // javac takes "yield (new" for a call.
            return "yield %s;\n".formatted(value.startsWith("(new ") ? value.substring(1, value.length() - 1) : value);
        }
        if (scope.leave() == Leave.END) {
            return switch (scope.insideTry() ? 0 : choices.next(6)) {
                case 4 -> "return p.pause();\n";
                case 5 -> "return " + expressions.emission(scope, 0) + ";\n";
                default -> "return done();\n";
            };
        }
        var fitting = callees.stream()
                .filter(callee -> callee.returns() == scope.result())
                .toList();
        if (!fitting.isEmpty() && expressions.mayCall(scope) && choices.next(3) == 1) {
            return "return " + expressions.invocation(choices.of(fitting), scope, 1) + ";\n";
        }
        if (!scope.insideTry() && choices.oneIn(4)) {
            return "return p.<%s>value(%s);\n".formatted(scope.result().boxed, expression(scope.result(), scope));
        }
        return "return done(%s);\n".formatted(expression(scope.result(), scope));
    }

    private String statement(Scope scope, int depth) {
        if (depth >= DEEPEST) {
            return choices.oneIn(6) ? exit(scope) : simple(scope);
        }
        return switch (choices.next(27 + 14 * depth)) {
            case 0, 1, 2, 3, 4 -> simple(scope);
            case 5, 6 -> branch(scope, depth);
            case 7 -> forLoop(scope, depth);
            case 8 -> whileLoop(scope, depth);
            case 9 -> forEach(scope, depth);
            case 10, 11, 12 -> tryStatement(scope, depth);
            case 13 -> switchStatement(scope, depth);
            case 14, 15 -> exit(scope);
            case 16 -> labelledBlock(scope, depth);
            case 17, 18 -> resources(scope, depth);
            case 19, 20 -> asyncForEach(scope, depth);
            case 21 -> assertion(scope);
            case 22 -> pattern(scope);
            case 23 -> localClass(scope, depth);
            case 24 -> synchronizedBlock(scope);
            case 25 -> patternSwitch(scope, depth);
            case 26 -> concurrent.statement(scope, depth);
            default -> simple(scope);
        };
    }

    private String simple(Scope scope) {
        if (!scope.emitter().isEmpty() && choices.next(3) == 1) {
            return "await(%s);\n".formatted(expressions.emission(scope, 0));
        }
        return switch (choices.next(9)) {
            case 0, 1 -> "p.log(%s);\n".formatted(expression(anyType(), scope));
            case 2, 3, 4 -> declaration(scope);
            case 5 -> assignment(scope);
            case 6, 7 -> elementAssignment(scope);
            default -> "self.text = %s;\n".formatted(expression(RandomType.STRING, scope));
        };
    }

    private String elementAssignment(Scope scope) {
        var type = choices.of(List.of(RandomType.INT, RandomType.LONG, RandomType.STRING, RandomType.INTEGER));
        var operator = switch (type) {
            case STRING -> "=";
            case INTEGER -> choices.of(List.of("+=", "=", "-="));
            default -> choices.of(List.of("+=", "=", "-=", "*=", "/=", "<<=", "^="));
        };
        return "%s %s %s;\n".formatted(expressions.target(type, scope, 0), operator, expression(type, scope));
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

    private String asyncForEach(Scope scope, int depth) {
        var each = name("each");
        var label = name("loop");
        var inside = scope.loop(label).tryBlock();
        inside.declare(each, RandomType.STRING, Use.CAPTURE);
        if (!concurrent.isUsed() || choices.next(2) == 0) {
            return "%s:\nfor (final String %s : p.items(\"%s\", %d%s)) {\n%s}\n"
                    .formatted(label, each, each, choices.next(4), quirk(), inner(inside, 1 + choices.next(2), depth));
        }
        var generator = generator(scope, depth);
        var body = inner(inside, 1 + choices.next(2), depth);
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
        var out = name("out");
        var inside = scope.generator(out);
        return "AsyncIterable.<String>generate(%s -> {\n%s%s})"
                .formatted(
                        out,
                        inner(inside, 1 + choices.next(3), depth),
                        lastReturn(inside).indent(4));
    }

    /** Mostly none. */
    private String quirk() {
        var quirk = choices.next(12);
        return quirk < 6
                ? ""
                : ", Quirk."
                        + List.of("NONE", "HAS_NEXT_FAILS", "NEXT_FAILS", "CLOSE_FAILS", "REPLACES", "FORGETS")
                                .get(quirk - 6);
    }

    private String labelledBlock(Scope scope, int depth) {
        var label = name("block");
        return label + ": {\n" + inner(scope.labelledBlock(label), 2, depth) + "}\n";
    }

    private String assertion(Scope scope) {
        return "assert %s : cut(%s);\n".formatted(expression(RandomType.BOOLEAN, scope), expression(anyType(), scope));
    }

    /** A pattern whose variable is in scope behind the statement. */
    private String pattern(Scope scope) {
        var type = choices.of(List.of(RandomType.STRING, RandomType.INTEGER));
        var name = name("b");
        var text = "if (!(%s instanceof %s %s)) {\n%s}\n"
                .formatted(
                        expression(RandomType.OBJECT, scope),
                        type.declared,
                        name,
                        lastReturn(scope).indent(4));
        scope.declare(name, type, Use.ASSIGN);
        return text;
    }

    private String localClass(Scope scope, int depth) {
        var name = name("Local");
        var type = anyType();
        var inside = scope.lambda(type);
        inside.declare("first", RandomType.INT, Use.READ);
        return """
                class %1$s {
                    final int first;

                    %1$s(int first) {
                        this.first = first;
                    }

                    @Async
                    Coroutine<%2$s> go%1$s() {
                %3$s    }
                }
                p.log(await(new %1$s(%4$s).go%1$s()));
                """.formatted(
                        name,
                        type.boxed,
                        (block(inside, 1, depth + 1) + lastReturn(inside)).indent(8),
                        expression(RandomType.INT, scope));
    }

    /** Nothing may await in it. In a switch expression with operands below, javac 17 makes an invalid class file of it. */
    private String synchronizedBlock(Scope scope) {
        if (scope.leave() == Leave.YIELD) {
            return simple(scope);
        }
        var type = anyType();
        return "synchronized (self) {\n    self.number += %s;\n    p.log(%s);\n}\n"
                .formatted(expressions.simple(RandomType.INT, scope), expressions.simple(type, scope));
    }

    private String patternSwitch(Scope scope, int depth) {
        if (release < PATTERN_SWITCHES) {
            return switchStatement(scope, depth);
        }
        var text = new StringBuilder("switch (%s) {\n".formatted(expression(RandomType.OBJECT, scope)));
        for (var type : List.of(RandomType.STRING, RandomType.INTEGER)) {
            var guards = choices.next(3);
            for (var i = 0; i < guards; i++) {
                text.append(patternCase(type, scope, depth, true));
            }
            if (choices.next(2) == 1) {
                text.append(patternCase(type, scope, depth, false));
            }
        }
        if (choices.next(2) == 1) {
            text.append("    case null -> {\n%s    }\n"
                    .formatted(inner(scope.block(), 1, depth).indent(4)));
        }
        return text.append("    default -> {\n%s    }\n}\n"
                        .formatted(inner(scope.block(), 1, depth).indent(4)))
                .toString();
    }

    /** A guard may only use what a lambda may, and javac lets it assign no field of another object. */
    private String guard(String name, RandomType type, Scope scope) {
        var inside = scope.lambda(RandomType.BOOLEAN);
        inside.declare(name, type, Use.READ);
        var guard = expression(RandomType.BOOLEAN, inside);
        return FIELD_ASSIGNMENT.matcher(guard).find() ? name + ".hashCode() > 5" : guard;
    }

    private String patternCase(RandomType type, Scope scope, int depth, boolean guarded) {
        var name = name("b");
        var inside = scope.block();
        inside.declare(name, type, Use.READ);
        var guard = guarded ? " when is(%s)".formatted(guard(name, type, scope)) : "";
        return "    case %s %s%s -> {\n%s    }\n"
                .formatted(type.declared, name, guard, inner(inside, 1, depth).indent(4));
    }

    private String tryStatement(Scope scope, int depth) {
        var text = new StringBuilder("try {\n%s}".formatted(inner(scope.tryBlock(), 1 + choices.next(2), depth)));
        var handlers = choices.next(4);
        var types = List.of("IllegalStateException", "RuntimeException", "Throwable");
        for (var i = 0; i < types.size(); i++) {
            if (handlers == i + 1 || (handlers == 3 && i == 0)) {
                var e = name("e");
                var again = choices.oneIn(4)
                        ? "    if (%s) {\n        throw %s;\n    }\n"
                                .formatted(expression(RandomType.BOOLEAN, scope), e)
                        : "";
                text.append(" catch (%s %s) {\n    p.log(%s);\n%s%s}"
                        .formatted(types.get(i), e, e, inner(scope.tryBlock(), choices.next(2), depth), again));
            }
        }
        if (handlers == 0 || choices.next(2) == 1) {
            text.append(" finally {\n%s}".formatted(inner(scope.finallyBlock(), 1 + choices.next(2), depth)));
        }
        return text.append('\n').toString();
    }

    private String switchStatement(Scope scope, int depth) {
        var selector = choices.of(Selector.values());
        var isArrow = choices.oneIn(3);
        var text = new StringBuilder("switch (%s) {\n".formatted(selector.of(expression(selector.type, scope))));
        var place = choices.next(selector.keys().size() + 1);
        for (var i = 0; i <= selector.keys().size(); i++) {
            var label = i == place ? "default" : "case " + selector.keys().get(i < place ? i : i - 1);
            text.append("    %s%s {\n%s    }\n"
                    .formatted(
                            label,
                            isArrow ? " ->" : ":",
                            inner(scope.block(), 1, depth).indent(4)));
            if (!isArrow && choices.next(2) == 0) {
                text.append("    break;\n");
            }
        }
        return text.append("}\n").toString();
    }

    /** Of either kind, two or one. */
    private String resources(Scope scope, int depth) {
        var resources = new StringBuilder(resource(scope));
        if (choices.next(2) == 1) {
            resources.append("; ").append(resource(scope));
        }
        var text = "try (%s) {\n%s}".formatted(resources, inner(scope.tryBlock(), 1 + choices.next(2), depth));
        return text
                + switch (choices.next(4)) {
                    case 0 -> {
                        var e = name("e");
                        yield " catch (RuntimeException %s) {\n    p.log(%s);\n%s}\n"
                                .formatted(e, e, inner(scope.tryBlock(), 1, depth));
                    }
                    case 1 -> " finally {\n%s}\n".formatted(inner(scope.finallyBlock(), 1, depth));
                    default -> "\n";
                };
    }

    private String resource(Scope scope) {
        var name = name("r");
        var text = expression(RandomType.STRING, scope);
        return switch (scope.insideFinally() ? 0 : choices.next(5)) {
            case 0, 1 -> "var %s = new Resource(p, %s)".formatted(name, text);
            case 2, 3 -> "ProbeSession %s = p.session(%s%s)".formatted(name, text, quirk());
            default ->
                "final ProbeSession %s = %s ? p.session(%s) : null"
                        .formatted(name, expression(RandomType.BOOLEAN, scope), text);
        };
    }

    private String exit(Scope scope) {
        var labels = scope.labels();
        var loops = scope.loops();
        var leave = switch (choices.next(5)) {
            case 0 -> "throw " + expressions.exception() + ";\n";
            case 1, 2 ->
                labels.isEmpty()
                        ? lastReturn(scope)
                        : "break " + choices.of(labels).name() + ";\n";
            case 3 ->
                loops.isEmpty()
                        ? lastReturn(scope)
                        : "continue " + choices.of(loops).name() + ";\n";
            default -> lastReturn(scope);
        };
        return "if (%s) {\n%s}\n".formatted(expression(RandomType.BOOLEAN, scope), leave.indent(4));
    }

    String inner(Scope scope, int count, int depth) {
        return block(scope, count, depth + 1).indent(4);
    }

    private String expression(RandomType type, Scope scope) {
        return expressions.of(type, scope, 0);
    }

    private RandomType anyType() {
        return choices.of(List.of(RandomType.values()));
    }

    /** A name that nothing else in the method has. */
    String name(String prefix) {
        return prefix + names++;
    }
}
