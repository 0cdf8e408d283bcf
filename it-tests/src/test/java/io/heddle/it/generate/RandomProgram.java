package io.heddle.it.generate;

import io.heddle.it.generate.Scope.Use;
import io.heddle.it.generate.Scope.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random target: a few async methods, each of which may call those behind it, so that every program ends. It uses
 * what its release of Java has, and throws what it likes.
 */
public final class RandomProgram {
    private static final String CLASS = """
            package random;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;
            import static io.heddle.Coroutines.gather;
            import static io.heddle.Coroutines.spawn;
            import static io.heddle.Coroutines.withTimeout;
            import static io.heddle.it.generate.Support.cut;
            import static io.heddle.it.generate.Support.hash;
            import static io.heddle.it.generate.Support.is;
            import static io.heddle.it.generate.Support.mix;
            import static io.heddle.it.generate.Support.pick;

            import io.heddle.Async;
            import io.heddle.AsyncIterable;
            import io.heddle.AsyncIterator;
            import io.heddle.Awaitable;
            import io.heddle.Coroutine;
            import io.heddle.Coroutines;
            import io.heddle.Task;
            import io.heddle.TaskGroup;
            import io.heddle.it.Probe;
            import io.heddle.it.ProbeItems.Quirk;
            import io.heddle.it.ProbeSession;
            import io.heddle.it.generate.Support;
            import io.heddle.it.generate.Support.Body;
            import io.heddle.it.generate.Support.Color;
            import io.heddle.it.generate.Support.Dot;
            import io.heddle.it.generate.Support.Form;
            import io.heddle.it.generate.Support.Line;
            import io.heddle.it.generate.Support.Named;
            import io.heddle.it.generate.Support.Pair;
            import io.heddle.it.generate.Support.Resource;
            import io.heddle.it.generate.Support.Two;
            import java.io.IOException;
            import java.time.Duration;
            import java.util.Arrays;
            import java.util.concurrent.CompletableFuture;
            import java.util.concurrent.CompletionStage;
            import java.util.function.Function;
            import java.util.function.Supplier;

            class $main {
                private int number = 1;
                private long wide = 2;
                private String text = "f";
                private Integer boxed = 3;
                private double real = 0.25;
                private float single = 4f;
                private char letter = 'l';
                private byte small = 126;
                private short little = -2;
                private boolean flag;
                private Long boxedWide = 5L;
                private int[] numbers = {4, 5, 6};
                private long[] longs = {7, 8};
                private String[] texts = {"g", null};
                private int[][] grid = {{9, 10}, {11, 12}};
                private double[] reals = {1.5, -0.0};
                private float[] singles = {2.5f, 3};
                private char[] letters = {'m', 'n'};
                private byte[] smalls = {-1, 2};
                private short[] littles = {3, -4};
                private boolean[] flags = {true, false};
                private Integer[] boxes = {7, null};
                private Long[] boxedWides = {8L, 9L};
                private Double boxedReal = 6.5;
                private Character boxedLetter = 'o';
                private Byte boxedSmall = -128;
                private Boolean boxedFlag = true;
                private CharSequence chars = "i";
                private Color color = Color.GREEN;
                private Two two = new Two("j", 13);
                private Double[] boxedReals = {7.5, null};
                private Character[] boxedLetters = {'p', 'q'};
                private Byte[] boxedSmalls = {14, 15};
                private Boolean[] boxedFlags = {false, null};
                private CharSequence[] charsOfAll = {new StringBuilder("k"), "l"};
                private Color[] colors = {Color.BLUE, null};
                private Two[] twos = {new Two(null, 16), null};

                @Async
                static Coroutine<?> run(Probe p) {
                    $main self = new $main();
                    return self.m0(p);
                }

            $methods}
            """;

    private static final int MOST_METHODS = 4;
    private static final int MANY = 130;
    private static final Pattern TASKS = Pattern.compile("generate\\(|p\\.(fork|hanging)\\(");
    private static final Pattern KINDS = Pattern.compile("(Task|CompletableFuture|CompletionStage)<");
    /** The record that is a class for a release without records. */
    private static final Pattern RECORD = Pattern.compile("\\bTwo\\b");

    private static final String REST = "rest";

    private final Choices choices;
    private final int release;
    private final boolean isConcurrent;
    private final boolean hasKinds;
    private final List<Method> methods = new ArrayList<>();

    private RandomProgram(Choices choices, int release) {
        this.choices = choices;
        this.release = release;
        this.isConcurrent = choices.next(2) == 1;
        this.hasKinds = choices.next(3) == 2 && Feature.COMPLETED_STAGES.isIn(release);
    }

    /**
     * An async method of the program.
     *
     * @param name its name, which tells its place among the methods
     * @param place where it is declared
     * @param parameters behind the probe
     * @param isRecursive whether a number comes behind them that tells how often the method may still call itself
     * @param isVarargs whether any number of ints comes behind them
     * @param returns what it completes with
     * @param kind what it returns
     * @param passesProbesOn whether it may return what a probe gave, not awaited
     */
    record Method(
            String name,
            Place place,
            List<Variable> parameters,
            boolean isRecursive,
            boolean isVarargs,
            RandomType returns,
            Kind kind,
            boolean passesProbesOn) {
        /** What tells how often a method may still call itself. */
        static final Variable DEPTH = new Variable("depth", RandomType.INT, Use.CAPTURE);

        /** The declaration around {@code body}. */
        String declaration(String body) {
            var first = parameters.isEmpty() ? "" : parameters.get(0).type().declared;
            return place.form
                    .replace("$method", "$header {\n" + body + "}")
                    .replace("$bounded", "$generic {\n" + body + "}")
                    .replace("$lambda", lambda(body))
                    .replace("$header", header(declared()))
                    .replace("$generic", header(declared().replaceFirst(Pattern.quote(first), "A")))
                    .replace("$argument", argument())
                    .replace("$call", "%s(p%s)".formatted(name, arguments()))
                    .replace("$type", kind.of(returns))
                    .replace("$completer", kind.completer)
                    .replace("$parameters", declared())
                    .replace("$name", name);
        }

        /** What the type parameter of a generic class stands for. */
        String argument() {
            return parameters.isEmpty() ? "Object" : parameters.get(0).type().declared;
        }

        private String lambda(String body) {
            return "(p%s) -> {\n    await(p.pause());\n%s}".formatted(arguments(), body);
        }

        private String header(String parameters) {
            return "%s %s(Probe p%s)".formatted(kind.of(returns), name, parameters);
        }

        private String declared() {
            return parameters.stream()
                            .map(parameter -> ", " + parameter.type().declared + " " + parameter.name())
                            .collect(Collectors.joining())
                    + (isRecursive ? ", int " + DEPTH.name() : "")
                    + (isVarargs ? ", int... " + REST : "");
        }

        private String arguments() {
            return parameters.stream().map(parameter -> ", " + parameter.name()).collect(Collectors.joining())
                    + (isRecursive ? ", " + DEPTH.name() : "")
                    + (isVarargs ? ", " + REST : "");
        }

        /** What the body can refer to. */
        Scope scope() {
            var scope = Scope.ofMethod(parameters, returns, kind, passesProbesOn);
            if (isRecursive) {
                scope.declare(DEPTH.name(), DEPTH.type(), DEPTH.use());
            }
            if (isVarargs) {
                scope.declare(REST, RandomType.INTS, Use.ASSIGN);
            }
            if (place.hasNumber()) {
                scope.declare("first", RandomType.INT, Use.READ);
            }
            return scope;
        }
    }

    /** Writes a program for that release of Java: the class {@code random.<name>} with the target {@code run}. */
    public static String write(String name, Choices choices, int release) {
        var program = new RandomProgram(choices, release);
        var text = CLASS.replace("$methods", program.methods()).replace("$main", name);
        return Feature.RECORDS.isIn(release) ? text : RECORD.matcher(text).replaceAll("Duo");
    }

    /** Whether a program that was written here has more than one stack: those of async generators, or of other tasks. */
    public static boolean hasManyStacks(String source) {
        return TASKS.matcher(source).find() || hasOtherKinds(source);
    }

    /** Whether such a program has methods that return tasks or futures, whose cancellations are theirs alone. */
    public static boolean hasOtherKinds(String source) {
        return KINDS.matcher(source).find();
    }

    /** Whether such a program has methods that call themselves, which can't be told apart by their names. */
    public static boolean isRecursive(String source) {
        return source.contains(" " + Method.DEPTH.name() + " - 1");
    }

    private String methods() {
        methods.add(new Method("m0", Place.INSTANCE, List.of(), false, false, RandomType.OBJECT, Kind.COROUTINE, true));
        var count = choices.next(MOST_METHODS);
        for (var i = 1; i <= count; i++) {
            methods.add(method(i));
        }
        var text = new StringBuilder();
        for (var i = 0; i < methods.size(); i++) {
            var method = methods.get(i);
            text.append(method.declaration(body(method, methods.subList(i + 1, methods.size())))
                            .indent(4))
                    .append('\n');
        }
        return text.toString();
    }

    private Method method(int number) {
        var place = choices.of(
                Stream.of(Place.values()).filter(each -> each.isIn(release)).toList());
        var parameters = new ArrayList<Variable>();
        var count = Math.max(choices.next(4), place.arguments().isEmpty() ? 0 : 1);
        for (var i = 0; i < count; i++) {
            var isArgument = i == 0 && !place.arguments().isEmpty();
            var type = choices.of(isArgument ? place.arguments() : List.of(RandomType.values()));
            parameters.add(new Variable("a" + i, type, isArgument && place == Place.BOUNDED ? Use.READ : Use.ASSIGN));
        }
        var isRecursive = choices.oneIn(3);
        var isVarargs = choices.oneIn(5);
        var returns = choices.of(List.of(RandomType.values()));
        var kind = hasKinds ? choices.of(Kind.values()) : Kind.COROUTINE;
        return new Method("m" + number, place, parameters, isRecursive, isVarargs, returns, kind, choices.next(2) == 1);
    }

    private Concurrency.Use concurrency(List<Method> callees) {
        if (!isConcurrent) {
            return Concurrency.Use.NONE;
        }
        var isFirst = callees.size() == methods.size() - 1;
        return isFirst ? Concurrency.Use.DEADLINES : Concurrency.Use.TASKS;
    }

    /** So many that instructions need two bytes for the variables behind them. */
    private static String manyVariables(Scope scope) {
        scope.declare("w0", RandomType.LONG, Use.ASSIGN);
        return IntStream.range(0, MANY)
                .mapToObj(i -> "w" + i + " = " + i)
                .collect(Collectors.joining(", ", "long ", ";\n"));
    }

    private String body(Method method, List<Method> callees) {
        var statements = new RandomStatements(choices, method, callees, release, hasKinds, concurrency(callees));
        var scope = method.scope();
        var text = (choices.oneIn(25) ? manyVariables(scope) : "")
                + "$main self = " + method.place().self + ";\n"
                + statements.block(scope, 2 + choices.next(3), 0)
                + statements.lastReturn(scope);
        return text.indent(4);
    }
}
