package io.heddle.it.generate;

import io.heddle.it.generate.Scope.Use;
import io.heddle.it.generate.Scope.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A random target: a few async methods, each of which may call those behind it, so that every program ends. It compiles
 * at release 17, and throws what it likes.
 */
public final class RandomProgram {
    private static final String CLASS = """
            package random;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;
            import static io.heddle.it.generate.Support.cut;
            import static io.heddle.it.generate.Support.hash;
            import static io.heddle.it.generate.Support.is;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;
            import io.heddle.it.generate.Support.Pair;
            import io.heddle.it.generate.Support.Resource;
            import java.util.Arrays;
            import java.util.function.Supplier;

            class $name {
                private int number = 1;
                private long wide = 2;
                private String text = "f";
                private int[] numbers = {4, 5, 6};

                @Async
                static Coroutine<?> run(Probe p) {
                    $name self = new $name();
                    return self.m0(p);
                }

            $methods}
            """;

    private static final int MOST_METHODS = 4;

    private final Choices choices;
    private final List<Method> methods = new ArrayList<>();

    private RandomProgram(Choices choices) {
        this.choices = choices;
    }

    /**
     * An async method of the program.
     *
     * @param name its name, which tells its place among the methods
     * @param modifier visibility; all are instance methods or static
     * @param parameters behind the probe
     * @param returns what it completes with
     */
    record Method(String name, String modifier, List<Variable> parameters, RandomType returns) {
        boolean isStatic() {
            return modifier.contains("static");
        }
    }

    /** Writes a program: the class {@code random.<name>} with the target {@code run}. */
    public static String write(String name, Choices choices) {
        var program = new RandomProgram(choices);
        return CLASS.replace("$methods", program.methods()).replace("$name", name);
    }

    private String methods() {
        methods.add(new Method("m0", "", List.of(), RandomType.OBJECT));
        var count = choices.next(MOST_METHODS);
        for (var i = 1; i <= count; i++) {
            methods.add(header(i));
        }
        var text = new StringBuilder();
        for (var i = 0; i < methods.size(); i++) {
            text.append(body(methods.get(i), methods.subList(i + 1, methods.size())));
        }
        return text.toString();
    }

    private Method header(int number) {
        var parameters = new ArrayList<Variable>();
        var count = choices.next(4);
        for (var i = 0; i < count; i++) {
            parameters.add(new Variable("a" + i, choices.of(List.of(RandomType.values())), Use.ASSIGN));
        }
        var modifier = choices.of(List.of("private static ", "private ", "", "static ", "final "));
        return new Method("m" + number, modifier, parameters, choices.of(List.of(RandomType.values())));
    }

    private String body(Method method, List<Method> callees) {
        var parameters = method.parameters().stream()
                .map(parameter -> ", " + parameter.type().declared + " " + parameter.name())
                .collect(Collectors.joining());
        var header = "@Async\n%sCoroutine<%s> %s(Probe p%s) {\n"
                .formatted(method.modifier(), method.returns().boxed, method.name(), parameters);
        var self = method.isStatic() ? "    var self = new %s();\n".formatted("$name") : "    var self = this;\n";
        var statements = new RandomStatements(choices, callees);
        var scope = Scope.ofMethod(method.parameters(), method.returns());
        var text =
                header + self + statements.block(scope, 2 + choices.next(4), 0).indent(4)
                        + statements.lastReturn(scope).indent(4) + "}\n\n";
        return text.indent(4);
    }
}
