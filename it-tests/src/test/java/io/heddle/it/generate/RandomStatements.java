package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import io.heddle.it.generate.Scope.Leave;
import io.heddle.it.generate.Scope.Use;
import java.util.List;
import java.util.stream.Stream;

/** Statements of random programs. What leaves a block is always under a condition, so that all code is reachable. */
final class RandomStatements {
    private static final int DEEPEST = 3;
    /** What fields and elements can be of. */
    private static final List<RandomType> TARGETS = Stream.of(RandomType.values())
            .filter(type -> type != RandomType.OBJECT && type != RandomType.VOID)
            .toList();

    private final Choices choices;
    private final int release;
    private final boolean hasKinds;
    private final RandomExpressions expressions;
    private final Targets targets;
    private final RandomReturns returns;
    private final Concurrency concurrent;
    private final RandomLoops loops;
    private final RandomSwitches switches;
    private final RandomTries tries;
    private int names;

    RandomStatements(
            Choices choices,
            Method method,
            List<Method> callees,
            int release,
            boolean hasKinds,
            Concurrency.Use concurrency) {
        this.choices = choices;
        this.release = release;
        this.hasKinds = hasKinds;
        this.expressions = new RandomExpressions(choices, method, callees, this);
        this.targets = new Targets(choices, expressions);
        this.returns = new RandomReturns(choices, callees, this, expressions);
        this.concurrent = new Concurrency(choices, callees, this, expressions, concurrency);
        this.loops = new RandomLoops(choices, this, expressions, concurrent);
        this.switches = new RandomSwitches(choices, this, expressions);
        this.tries = new RandomTries(choices, this, expressions);
    }

    /** Whether async methods may return tasks and futures. */
    boolean hasKinds() {
        return hasKinds;
    }

    /** Whether the release has that feature. */
    boolean has(Feature feature) {
        return feature.isIn(release);
    }

    /** A variable that nothing uses; where the release can say so, it has no name. */
    String unused() {
        return has(Feature.UNNAMED_VARIABLES) && choices.next(2) == 1 ? "_" : name("unused");
    }

    RandomSwitches switches() {
        return switches;
    }

    /** How a body ends. */
    String lastReturn(Scope scope) {
        return returns.last(scope);
    }

    /** That many statements, which declare into {@code scope}. */
    String block(Scope scope, int count, int depth) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(statement(scope, depth));
        }
        return text.toString();
    }

    private String statement(Scope scope, int depth) {
        if (depth >= DEEPEST) {
            return choices.oneIn(6) ? exit(scope) : simple(scope);
        }
        return switch (choices.next(31 + 18 * depth)) {
            case 0, 1, 2, 3, 4 -> simple(scope);
            case 5, 6 -> branch(scope, depth);
            case 7 -> loops.counting(scope, depth);
            case 8 -> loops.whileLoop(scope, depth);
            case 9 -> loops.forEach(scope, depth);
            case 10, 11, 12 -> tries.tryStatement(scope, depth);
            case 13 -> switches.onValues(scope, depth);
            case 14, 15 -> exit(scope);
            case 16 -> labelledBlock(scope, depth);
            case 17, 18 -> tries.resources(scope, depth);
            case 19, 20 -> loops.asyncForEach(scope, depth);
            case 21 -> assertion(scope);
            case 22 -> pattern(scope);
            case 23 -> localType(scope, depth);
            case 24 -> synchronizedBlock(scope);
            case 25 -> switches.onPatterns(scope, depth);
            case 26 -> concurrent.statement(scope, depth);
            case 27 -> tries.overridden(scope, depth);
            case 28 -> loops.ofCoroutines(scope, depth);
            case 29, 30 -> stored(scope, depth);
            default -> simple(scope);
        };
    }

    private String simple(Scope scope) {
        if (!scope.emitter().isEmpty() && choices.next(3) == 1) {
            return "await(%s);\n".formatted(expressions.emission(scope, 0));
        }
        if (expressions.calls().mayRecur(scope) && choices.oneIn(4)) {
            return "p.log(%s);\n".formatted(expressions.calls().recursion(scope, 1));
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
        var type = choices.of(TARGETS);
        return targets.assignment(type, targets.of(type, scope, 0), scope, 0) + ";\n";
    }

    private String declaration(Scope scope) {
        var type = anyType();
        var name = name("v");
        var use = choices.oneIn(3) ? Use.CAPTURE : Use.ASSIGN;
        var modifier = use == Use.CAPTURE ? "final " : "";
        if (choices.oneIn(4)) {
            var text = use == Use.ASSIGN && choices.next(3) == 1
                    ? triedAssignment(name, type, scope)
                    : conditionalAssignment(name, type, scope);
            scope.declare(name, type, use);
            return "%s%s %s;\n".formatted(modifier, type.declared, name) + text;
        }
        var text = "%s%s %s = %s;\n".formatted(modifier, type.declared, name, expression(type, scope));
        scope.declare(name, type, use);
        return text;
    }

    /** Both ways assign. */
    private String conditionalAssignment(String name, RandomType type, Scope scope) {
        return "if (%s) {\n    %s = %s;\n} else {\n    %s = %s;\n}\n"
                .formatted(
                        expression(RandomType.BOOLEAN, scope),
                        name,
                        expression(type, scope),
                        name,
                        expression(type, scope));
    }

    /** Where the first assignment fails, another one takes its place. */
    private String triedAssignment(String name, RandomType type, Scope scope) {
        var e = name("e");
        return "try {\n    %s = %s;\n} catch (RuntimeException %s) {\n    %s = %s;\n}\n"
                .formatted(name, expression(type, scope.tryBlock()), e, name, expression(type, scope.tryBlock()));
    }

    /** What is made here and awaited further on: a coroutine, or a function that gives one. */
    private String stored(Scope scope, int depth) {
        var type = anyType();
        // The name allows that nothing reads it: behind a constant condition the compiler leaves the await out.
        var name = name("unused");
        if (choices.next(2) == 0 || !expressions.calls().mayCall(scope)) {
            return "final Coroutine<%s> %s%s;\n%sp.log(await(%s));\n"
                    .formatted(type.boxed, name, cold(name, type, scope), block(scope, 1, depth + 1), name);
        }
        var argument = anyType();
        return "final Function<%1$s, Coroutine<%2$s>> %3$s = %4$s;\n%5$sp.log(hash(await(%3$s.apply(%6$s)), await(%3$s.apply(%7$s))));\n"
                .formatted(
                        argument.boxed,
                        type.boxed,
                        name,
                        expressions.bodies().function(argument, type, scope, 1),
                        block(scope, 1, depth + 1),
                        expression(argument, scope),
                        expression(argument, scope));
    }

    /** What gives a coroutine to the variable of that name, behind its declaration. */
    private String cold(String name, RandomType type, Scope scope) {
        var calls = expressions.calls();
        return switch (choices.next(3)) {
            case 1 -> " = " + calls.async(type, scope, 1);
            case 2 ->
                ";\nif (%s) {\n    %s = %s;\n} else {\n    %s = %s;\n}\n"
                        .formatted(
                                expression(RandomType.BOOLEAN, scope),
                                name,
                                calls.probe(type, scope, 0),
                                name,
                                calls.async(type, scope, 1));
            default -> " = " + calls.probe(type, scope, 0);
        };
    }

    private String assignment(Scope scope) {
        var type = anyType();
        var variables = scope.assignable(type);
        if (variables.isEmpty()) {
            return declaration(scope);
        }
        var name = choices.of(variables).name();
        return targets.assignment(type, name, scope, 0) + ";\n";
    }

    private String branch(Scope scope, int depth) {
        var text = "if (%s) {\n%s}"
                .formatted(expression(RandomType.BOOLEAN, scope), inner(scope.block(), 1 + choices.next(2), depth));
        return text + (choices.next(2) == 0 ? "\n" : " else {\n%s}\n".formatted(inner(scope.block(), 2, depth)));
    }

    /** Mostly none. */
    String quirk() {
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
        if (!has(Feature.TYPE_PATTERNS)) {
            return declaration(scope);
        }
        if (has(Feature.RECORD_PATTERNS) && choices.next(2) == 1) {
            return recordPattern(scope);
        }
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

    private String recordPattern(Scope scope) {
        var left = name("b");
        var right = name("b");
        var text = "if (!(%s instanceof Two(String %s, int %s)) || %s) {\n%s}\n"
                .formatted(
                        expression(RandomType.OBJECT, scope),
                        left,
                        right,
                        expression(RandomType.BOOLEAN, scope),
                        lastReturn(scope).indent(4));
        scope.declare(left, RandomType.STRING, Use.ASSIGN);
        scope.declare(right, RandomType.INT, Use.ASSIGN);
        return text;
    }

    private String localType(Scope scope, int depth) {
        return has(Feature.RECORDS) && choices.next(3) == 0 ? localRecord(scope, depth) : localClass(scope, depth);
    }

    /** It captures nothing. */
    private String localRecord(Scope scope, int depth) {
        var name = name("Local");
        var component = anyType();
        var type = anyType();
        var inside = scope.ofStatic(new Scope.Variable("first", component, Use.READ), type);
        return """
                record %1$s(%2$s first, int... more) {
                    @Async
                    Coroutine<%3$s> go%1$s(Probe p) {
                        var self = new $main();
                %4$s    }
                }
                p.log(await(new %1$s(%5$s, %6$s).go%1$s(p)));
                """.formatted(
                        name,
                        component.declared,
                        type.boxed,
                        (block(inside, 1, depth + 1) + lastReturn(inside)).indent(8),
                        expression(component, scope),
                        expression(RandomType.INT, scope));
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
        return "synchronized (self) {\n    self.number += %s;\n    p.log(%s);\n%s}\n"
                .formatted(
                        expressions.simple(RandomType.INT, scope),
                        expressions.simple(type, scope),
                        choices.next(3) == 1 ? exitWithoutAwait(scope).indent(4) : "");
    }

    private String exitWithoutAwait(Scope scope) {
        var labels = scope.labels();
        var leave = switch (choices.next(3)) {
            case 0 -> "throw " + expressions.exception() + ";\n";
            case 1 -> scope.leave() == Leave.END ? "return done();\n" : returns.withoutAwait(scope);
            default ->
                labels.isEmpty()
                        ? "self.number++;\n"
                        : "break " + choices.of(labels).name() + ";\n";
        };
        return "if (%s) {\n    %s}\n".formatted(expressions.simple(RandomType.BOOLEAN, scope), leave);
    }

    private String exit(Scope scope) {
        var labels = scope.labels();
        var around = scope.loops();
        var leave = switch (choices.next(7)) {
            case 0 -> "throw " + expressions.exception() + ";\n";
            case 5 -> "throw await(p.value(" + expressions.exception() + "));\n";
            case 6 -> around.isEmpty() ? lastReturn(scope) : choices.of(List.of("break;\n", "continue;\n"));
            case 1, 2 ->
                labels.isEmpty()
                        ? lastReturn(scope)
                        : "break " + choices.of(labels).name() + ";\n";
            case 3 ->
                around.isEmpty()
                        ? lastReturn(scope)
                        : "continue " + choices.of(around).name() + ";\n";
            default -> lastReturn(scope);
        };
        return onlyIf(scope, leave);
    }

    /** Leaves the body, or goes on. */
    String mayReturn(Scope scope) {
        return onlyIf(scope, lastReturn(scope));
    }

    private String onlyIf(Scope scope, String leave) {
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
