package io.heddle.it.generate;

import io.heddle.it.generate.RandomExpressions.Selector;
import io.heddle.it.generate.Scope.Use;
import io.heddle.it.generate.Scope.Variable;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Switch statements of random programs, on values and, where the release has them, on patterns. */
final class RandomSwitches {
    /** In a guard, javac lets no field of another object be assigned, and misses the assignments of a record's components. */
    private static final Pattern REFUSED_IN_GUARDS = Pattern.compile(
            "self\\)*\\.\\w+ *\\S{0,4}=[^=]|self\\)*\\.\\w+(\\+\\+|--)|(\\+\\+|--)[a-z.(]*self|\\brecord ");

    private final Choices choices;
    private final RandomStatements statements;
    private final RandomExpressions expressions;

    RandomSwitches(Choices choices, RandomStatements statements, RandomExpressions expressions) {
        this.choices = choices;
        this.statements = statements;
        this.expressions = expressions;
    }

    /** One on values. */
    String onValues(Scope scope, int depth) {
        var selector = choices.of(Selector.values());
        var isNew = statements.has(Feature.SWITCH_EXPRESSIONS);
        var isArrow = isNew && choices.oneIn(3);
        var text = new StringBuilder("switch (%s) {\n".formatted(selector.of(expressions.of(selector.type, scope, 0))));
        var place = choices.next(selector.keys().size() + 1);
        for (var i = 0; i <= selector.keys().size(); i++) {
            var label = i == place ? "default" : "case " + selector.keys().get(i < place ? i : i - 1);
            if (isNew && i < place - 1 && choices.oneIn(4)) {
                label += ", " + selector.keys().get(++i);
            }
            text.append("    %s%s {\n%s    }\n"
                    .formatted(
                            label,
                            isArrow ? " ->" : ":",
                            statements.inner(scope.block(), 1, depth).indent(4)));
            if (!isArrow && choices.next(2) == 0) {
                text.append("    break;\n");
            }
        }
        return text.append("}\n").toString();
    }

    /** A switch expression on patterns, each arm of which has the scope that it is given. */
    String given(Scope scope, int depth, Function<Scope, String> arm) {
        return choices.next(2) == 0 ? givenByForms(scope, depth, arm) : givenByTypes(scope, depth, arm);
    }

    /** It has a case for each of the known forms, and some that take them apart before. */
    private String givenByForms(Scope scope, int depth, Function<Scope, String> arm) {
        var cases = new StringBuilder(choices.oneIn(3) ? " case null -> " + arm.apply(scope.block()) : "");
        if (choices.oneIn(3)) {
            cases.append(formCase("Dot(int %s)", List.of(RandomType.INT), scope, arm, true));
        }
        cases.append(formCase("Dot %s", List.of(), scope, arm, false));
        if (choices.oneIn(3)) {
            var types = List.of(RandomType.INT, RandomType.INT);
            cases.append(formCase("Line(Dot(var %s), Dot(int %s))", types, scope, arm, choices.next(2) == 1));
        }
        cases.append(formCase("Line %s", List.of(), scope, arm, false));
        if (choices.oneIn(3)) {
            var types = List.of(RandomType.STRING, RandomType.INT);
            cases.append(formCase("Named<?>(String %s, Dot(int %s))", types, scope, arm, choices.next(2) == 1));
        }
        cases.append(formCase("Named<?>(var %s, var %s)", List.of(RandomType.STRING), scope, arm, false));
        return "switch (Form.of(%s)) {%s }\n".formatted(expressions.of(RandomType.INT, scope, depth + 1), cases);
    }

    private String givenByTypes(Scope scope, int depth, Function<Scope, String> arm) {
        var cases = new StringBuilder();
        for (var type : List.of(RandomType.STRING, RandomType.INTEGER, RandomType.TWO, RandomType.TEXTS)) {
            if (choices.oneIn(3)) {
                cases.append(formCase(type.declared + " %s", List.of(type), scope, arm, choices.next(2) == 1));
            }
        }
        return "switch (%s) {%s %s -> %s }\n"
                .formatted(
                        expressions.of(RandomType.OBJECT, scope, depth + 1),
                        cases,
                        choices.of(List.of("default", "case null, default")),
                        arm.apply(scope.block()));
    }

    /** A case whose pattern binds variables of those types first, and perhaps another one that nothing uses. */
    private String formCase(
            String pattern, List<RandomType> types, Scope scope, Function<Scope, String> arm, boolean guarded) {
        var inside = scope.block();
        var guard = scope.lambda(RandomType.BOOLEAN);
        var text = pattern;
        for (var type : types) {
            var name = statements.name("b");
            text = text.replaceFirst("%s", name);
            inside.declare(name, type, Use.READ);
            guard.declare(name, type, Use.READ);
        }
        text = text.replaceFirst("%s", statements.unused());
        return " case %s%s -> %s".formatted(text, guarded ? guard(guard, "true") : "", arm.apply(inside));
    }

    /** One on patterns. */
    String onPatterns(Scope scope, int depth) {
        if (!statements.has(Feature.PATTERN_SWITCHES)) {
            return onValues(scope, depth);
        }
        var text = new StringBuilder("switch (%s) {\n".formatted(expressions.of(RandomType.OBJECT, scope, 0)));
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
            text.append(recordCases(scope, depth));
        }
        var last = choices.of(List.of("default", "case null, default", "null apart"));
        if (last.equals("null apart")) {
            text.append("    case null -> {\n%s    }\n"
                    .formatted(statements.inner(scope.block(), 1, depth).indent(4)));
        }
        return text.append("    %s -> {\n%s    }\n}\n"
                        .formatted(
                                last.replace("null apart", "default"),
                                statements.inner(scope.block(), 1, depth).indent(4)))
                .toString();
    }

    /** What takes records apart, those in records too. */
    private String recordCases(Scope scope, int depth) {
        var first = new Variable(statements.name("b"), RandomType.STRING, Use.READ);
        var second = new Variable(statements.name("b"), RandomType.INT, Use.READ);
        var third = new Variable(statements.name("b"), RandomType.OBJECT, Use.READ);
        return recordCase("Two(String %s, int %s)", List.of(first, second), scope, depth, true)
                + recordCase(
                        "Two(Two(var %s, var %s), int " + statements.unused() + ")",
                        List.of(third, second),
                        scope,
                        depth,
                        false)
                + recordCase("Two(var %s, int %s)", List.of(third, second), scope, depth, true);
    }

    private String recordCase(String pattern, List<Variable> bound, Scope scope, int depth, boolean guarded) {
        var inside = scope.block();
        var guard = scope.lambda(RandomType.BOOLEAN);
        bound.forEach(variable -> {
            inside.declare(variable.name(), variable.type(), variable.use());
            guard.declare(variable.name(), variable.type(), variable.use());
        });
        return "    case %s%s -> {\n%s    }\n"
                .formatted(
                        pattern.formatted(bound.stream().map(Variable::name).toArray()),
                        guarded ? guard(guard, bound.get(1).name() + " > 1") : "",
                        statements.inner(inside, 1, depth).indent(4));
    }

    /** A guard may only use what a lambda may. */
    private String guard(Scope inside, String otherwise) {
        var guard = expressions.of(RandomType.BOOLEAN, inside, 0);
        return " when is(%s)".formatted(REFUSED_IN_GUARDS.matcher(guard).find() ? otherwise : guard);
    }

    private String patternCase(RandomType type, Scope scope, int depth, boolean guarded) {
        var name = statements.name("b");
        var inside = scope.block();
        inside.declare(name, type, Use.READ);
        var bound = scope.lambda(RandomType.BOOLEAN);
        bound.declare(name, type, Use.READ);
        var guard = guarded ? guard(bound, name + ".hashCode() > 5") : "";
        return "    case %s %s%s -> {\n%s    }\n"
                .formatted(
                        type.declared,
                        name,
                        guard,
                        statements.inner(inside, 1, depth).indent(4));
    }
}
