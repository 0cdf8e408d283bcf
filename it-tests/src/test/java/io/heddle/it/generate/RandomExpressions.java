package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import java.util.List;

/** Expressions of random programs. Every second operand or so is awaited. */
final class RandomExpressions {
    private static final int DEEPEST = 3;
    private static final List<String> COMPLETE =
            List.of("Coroutines.<%s>done", "Task.<%s>completed", "CompletableFuture.<%s>completedFuture");
    private static final List<String> EXCEPTIONS =
            List.of("IllegalStateException", "IllegalArgumentException", "Error");

    private final Choices choices;
    private final RandomCalls calls;
    private final RandomStatements statements;
    private final RandomBodies bodies;
    private final RandomOperations operations;
    private final Targets targets;

    RandomExpressions(Choices choices, Method method, List<Method> callees, RandomStatements statements) {
        this.choices = choices;
        this.calls = new RandomCalls(choices, method, callees, statements, this);
        this.statements = statements;
        this.bodies = new RandomBodies(choices, statements, this, calls);
        this.operations = new RandomOperations(choices, this);
        this.targets = new Targets(choices, this);
    }

    /** Those with a body of their own. */
    RandomBodies bodies() {
        return bodies;
    }

    /** The calls of async methods among them. */
    RandomCalls calls() {
        return calls;
    }

    /** An expression of that type; literals alone beyond a certain depth. */
    String of(RandomType type, Scope scope, int depth) {
        if (depth >= DEEPEST) {
            return simple(type, scope);
        }
        return switch (choices.next(16 + 12 * depth)) {
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
            case 9 -> bodies.of(type, scope, depth);
            case 10 -> leaf(type, scope);
            case 11 -> element(type, scope, depth);
            case 12 -> matched(type, scope, depth);
            case 13 -> emitted(type, scope, depth);
            case 14 -> "await(" + calls.coroutine(type, scope, depth) + ")";
            default -> operations.of(type, scope, depth);
        };
    }

    /** An exception to throw or to fail with. */
    String exception() {
        return "new %s(\"%s\")".formatted(choices.of(EXCEPTIONS), choices.of(List.of("a", "b")));
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
        return type.isBox() ? "Support.no" + type.boxed + "()" : "((" + type.declared + ") null)";
    }

    private String await(RandomType type, String operand) {
        return "await(p.<%s>value(%s))".formatted(type.boxed, operand);
    }

    /** An await of what isn't made by another await. */
    private String leaf(RandomType type, Scope scope) {
        var operand = simple(type, scope);
        return switch (choices.next(6)) {
            case 3 -> failure(type);
            case 4 -> "await(await(p.value(p.<%s>value(%s))))".formatted(type.boxed, operand);
            case 5 -> "await(%s(%s))".formatted(choices.of(COMPLETE).formatted(type.boxed), operand);
            default -> await(type, operand);
        };
    }

    /** The coroutine that hands over an element of the innermost async generator around it. */
    String emission(Scope scope, int depth) {
        return scope.emitter() + ".emit(" + of(RandomType.STRING, scope, depth + 1) + ")";
    }

    /** Hands an element over amid an expression. */
    private String emitted(RandomType type, Scope scope, int depth) {
        return scope.emitter().isEmpty()
                ? operations.of(type, scope, depth)
                : "(await(%s) == null ? %s : %s)"
                        .formatted(emission(scope, depth), of(type, scope, depth + 1), simple(type, scope));
    }

    private String failure(RandomType type) {
        return "await(p.<%s, RuntimeException>fail(new IllegalStateException(\"%s\")))"
                .formatted(type.boxed, choices.of(List.of("f", "g")));
    }

    /** A call of an async method, where there is one of that type. */
    private String call(RandomType type, Scope scope, int depth) {
        var fitting = calls.fitting(type, scope);
        return fitting.isEmpty()
                ? operations.of(type, scope, depth)
                : "await(" + calls.invocation(choices.of(fitting), scope, depth) + ")";
    }

    private String assignment(RandomType type, Scope scope, int depth) {
        var targets = scope.assignable(type);
        if (targets.isEmpty()) {
            return await(type, of(type, scope, depth + 1));
        }
        var target = choices.of(targets).name();
        if (type.isNumeric() && choices.next(3) == 1) {
            return this.targets.step(target);
        }
        return valueOf(type, this.targets.assignment(type, target, scope, depth + 1));
    }

    /** What can stand in the parentheses of a switch. */
    enum Selector {
        INT(RandomType.INT, "%s", "0; 1; 7"),
        STRING(RandomType.STRING, "%s", "\"a\"; \"two\"; \"\""),
        COLLIDING(RandomType.INT, "Support.colliding(%s)", "\"Aa\"; \"BB\"; \"C#\""),
        ENUM(RandomType.INT, "Color.of(%s)", "RED; BLUE; GREEN"),
        BOXED(RandomType.INTEGER, "%s", "6; 1; -3"),
        CHAR(RandomType.CHAR, "%s", "'x'; 'a'; '\\uffff'"),
        CHARACTER(RandomType.CHARACTER, "%s", "'y'; 'x'; 'b'"),
        BYTE(RandomType.BYTE, "%s", "3; 127; -1"),
        SPARSE(RandomType.SHORT, "%s", "5; Short.MIN_VALUE; 30000");

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
        var target = targets.of(type, scope, depth);
        if (target.isEmpty()) {
            return assignment(type, scope, depth);
        }
        return switch (choices.next(5)) {
            case 0 -> target;
            case 1, 2 -> type.isNumeric() ? targets.step(target) : target;
            default -> valueOf(type, targets.assignment(type, target, scope, depth + 1));
        };
    }

    /** The value of an assignment; a text that grows is cut. */
    private static String valueOf(RandomType type, String assignment) {
        return (type == RandomType.STRING ? "cut(%s)" : "(%s)").formatted(assignment);
    }

    /** A pattern whose variable is read where it is bound. */
    private String matched(RandomType type, Scope scope, int depth) {
        if (!statements.has(Feature.TYPE_PATTERNS)
                || !RandomType.REFERENCES.contains(type)
                || type == RandomType.OBJECT) {
            return operations.of(type, scope, depth);
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
}
