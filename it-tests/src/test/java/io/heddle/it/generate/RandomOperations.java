package io.heddle.it.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Operators, conversions and calls of plain methods, for each type of what comes of them. */
final class RandomOperations {
    private static final int MOST_TEXTS = 12;
    private static final List<RandomType> CONVERTIBLE = Stream.concat(
                    RandomType.NUMBERS.stream(), Stream.of(RandomType.INTEGER))
            .toList();
    /** What arithmetic promotes to int. */
    private static final List<RandomType> INTS_OR_LESS = List.of(
            RandomType.INT,
            RandomType.CHAR,
            RandomType.SHORT,
            RandomType.BYTE,
            RandomType.INTEGER,
            RandomType.CHARACTER,
            RandomType.BOXED_BYTE);
    /** What can stand on one side of an operator where the other side is primitive. */
    private static final List<RandomType> ARITHMETIC =
            Stream.of(RandomType.values()).filter(RandomType::isNumeric).toList();

    private final Choices choices;
    private final RandomExpressions expressions;

    RandomOperations(Choices choices, RandomExpressions expressions) {
        this.choices = choices;
        this.expressions = expressions;
    }

    /** An expression of that type. */
    String of(RandomType type, Scope scope, int depth) {
        return new Operands(scope, depth + 1).operation(type);
    }

    /** What its operands can refer to, and how deep they are in an expression. */
    private final class Operands {
        private final Scope scope;
        private final int depth;

        Operands(Scope scope, int depth) {
            this.scope = scope;
            this.depth = depth;
        }

        private String of(RandomType type) {
            return expressions.of(type, scope, depth);
        }

        private String ofAny() {
            return of(choices.of(List.of(RandomType.values())));
        }

        private String ofPrintable() {
            return of(choices.of(RandomType.PRINTABLE));
        }

        private RandomType oneOf(RandomType... types) {
            return choices.of(types);
        }

        private String operator(String... operators) {
            return choices.of(operators);
        }

        String operation(RandomType type) {
            return switch (type) {
                case INT -> ofInt();
                case LONG -> ofLong();
                case DOUBLE ->
                    switch (choices.next(4)) {
                        case 0 -> negated(RandomType.DOUBLE);
                        case 1 -> either(RandomType.BOXED_DOUBLE, choices.of(CONVERTIBLE));
                        default ->
                            "(%s %s %s)"
                                    .formatted(
                                            of(RandomType.DOUBLE),
                                            operator("+", "*", "-", "/", "%"),
                                            of(choices.of(ARITHMETIC)));
                    };
                case BOOLEAN -> condition();
                case STRING -> text();
                case INTS ->
                    choices.next(3) == 0
                            ? "(%s).clone()".formatted(of(RandomType.INTS))
                            : "(new int[] {%s, %s})".formatted(of(RandomType.INT), of(RandomType.INT));
                case OBJECT ->
                    switch (choices.next(4)) {
                        case 0 -> "((Object) %s)".formatted(operation(RandomType.TWO));
                        case 1 -> "((Object) %s)".formatted(either(RandomType.INTEGER, RandomType.BOXED_LONG));
                        default -> "((Object) new Pair(%s, %s))".formatted(of(RandomType.INT), ofAny());
                    };
                case INTEGER ->
                    choices.next(2) == 0
                            ? "Integer.valueOf(%s)".formatted(of(RandomType.INT))
                            : "((Integer) (%s))".formatted(of(RandomType.OBJECT));
                case BOXED_LONG -> "Long.valueOf(%s)".formatted(of(RandomType.LONG));
                case BOXED_DOUBLE -> "Double.valueOf(%s)".formatted(of(RandomType.DOUBLE));
                case CHARACTER -> "Character.valueOf(%s)".formatted(of(RandomType.CHAR));
                case BOXED_BYTE -> "Byte.valueOf(%s)".formatted(of(RandomType.BYTE));
                case BOXED_BOOLEAN -> "((Boolean) %s)".formatted(condition());
                case TEXTS -> "(new String[] {%s, %s})".formatted(of(RandomType.STRING), of(RandomType.STRING));
                case CHARS ->
                    choices.next(2) == 0
                            ? "new StringBuilder(cut(%s)).append((char) %s)"
                                    .formatted(ofPrintable(), of(RandomType.CHAR))
                            : "((CharSequence) (%s))".formatted(of(RandomType.STRING));
                case COLOR -> "Color.of(%s)".formatted(of(RandomType.INT));
                case TWO -> "new Two(%s, %s)".formatted(ofAny(), of(RandomType.INT));
                case VOID -> "await(p.pause())";
                case LONGS -> "(new long[] {%s, %s})".formatted(of(RandomType.LONG), of(RandomType.INT));
                case GRID -> "(new int[][] {%s, %s})".formatted(of(RandomType.INTS), of(RandomType.INTS));
                case FLOAT ->
                    choices.next(3) == 0
                            ? negated(RandomType.FLOAT)
                            : "(%s %s %s)"
                                    .formatted(
                                            of(RandomType.FLOAT),
                                            operator("*", "+", "-", "/", "%"),
                                            of(oneOf(RandomType.FLOAT, RandomType.LONG, RandomType.INTEGER)));
                case CHAR, BYTE, SHORT ->
                    choices.next(3) == 0
                            ? converted(type, choices.of(RandomType.NUMBERS))
                            : "((%s) (%s + %s))".formatted(type.declared, of(type), of(RandomType.INT));
            };
        }

        private String primitive(RandomType type) {
            return "(%s) (%s)".formatted(type.declared, of(type));
        }

        private String negated(RandomType type) {
            // No plus: Eclipse's compiler makes a zero of a constant -0.0 behind it.
            return "(-(%s))".formatted(of(type));
        }

        /** One of two types, the promoted type being what comes of it. */
        private String either(RandomType one, RandomType other) {
            // Where the condition is a constant, Eclipse's compiler gives it the type of the arm.
            return "(is(%s) ? (%s) (%s) : (%s) (%s))"
                    .formatted(of(RandomType.BOOLEAN), one.declared, of(one), other.declared, of(other));
        }

        /** By way of the type itself, because an await gives an object. */
        private String converted(RandomType to, RandomType from) {
            return "((%s) (%s) (%s))".formatted(to.declared, from.declared, of(from));
        }

        private String ofLong() {
            return switch (choices.next(8)) {
                case 0 ->
                    "(%s %s %s)"
                            .formatted(
                                    of(RandomType.LONG),
                                    operator("<<", ">>", ">>>"),
                                    of(oneOf(RandomType.INT, RandomType.LONG, RandomType.BYTE)));
                case 1 -> "(%s(%s))".formatted(operator("-", "~"), of(RandomType.LONG));
                case 2 -> converted(RandomType.LONG, choices.of(RandomType.NUMBERS));
                case 3 -> either(RandomType.BOXED_LONG, choices.of(INTS_OR_LESS));
                case 4 -> "(%s)[%s & 1]".formatted(of(RandomType.LONGS), of(RandomType.INT));
                default ->
                    "(%s %s %s)"
                            .formatted(
                                    of(RandomType.LONG),
                                    operator("+", "*", "^", "-", "/", "%", "&", "|"),
                                    of(oneOf(RandomType.LONG, RandomType.INT, RandomType.BOXED_LONG)));
            };
        }

        private String ofInt() {
            return switch (choices.next(14)) {
                case 0 ->
                    "(%s %s %s)"
                            .formatted(
                                    of(RandomType.INT),
                                    operator("+", "-", "*", "^", "/", "%", "<<", ">>>", ">>", "&", "|"),
                                    of(choices.of(INTS_OR_LESS)));
                case 1 -> "hash(%s, %s)".formatted(ofAny(), ofAny());
                case 2 -> "(%s)[%s]".formatted(of(RandomType.INTS), of(RandomType.INT));
                case 3 -> "new Pair(%s, %s).first".formatted(of(RandomType.INT), of(RandomType.STRING));
                case 4 -> "(%s).length()".formatted(of(RandomType.STRING));
                case 5 -> converted(RandomType.INT, choices.of(CONVERTIBLE));
                case 6 ->
                    "mix(%s, %s, %s, %s, %s, %s)"
                            .formatted(
                                    of(RandomType.LONG),
                                    of(RandomType.INT),
                                    of(RandomType.DOUBLE),
                                    of(RandomType.FLOAT),
                                    ofAny(),
                                    of(RandomType.STRING));
                case 7 -> "(new int[%s & 3][2][%s & 1].length)".formatted(of(RandomType.INT), of(RandomType.INT));
                case 8 ->
                    "(%s ? %s : %s)".formatted(of(RandomType.BOOLEAN), of(RandomType.INTEGER), of(RandomType.INT));
                case 9 ->
                    // Where the condition is a constant, Eclipse's compiler gives it the type of the arm.
                    "(is(%s) ? (char) (%s) : (short) (%s))"
                            .formatted(of(RandomType.BOOLEAN), of(RandomType.CHAR), of(RandomType.SHORT));
                case 10 -> "(%s(%s))".formatted(operator("-", "~", "+"), of(oneOf(RandomType.INT, RandomType.BYTE)));
                case 11 -> "(%s %s %s)".formatted(of(RandomType.INT), operator("<<", ">>", ">>>"), of(RandomType.LONG));
                case 12 -> "(%s).right()".formatted(of(RandomType.TWO));
                default -> "self.number";
            };
        }

        /** Texts of several operands, and of those whose types have only interfaces in common. */
        private String text() {
            return switch (choices.next(6)) {
                case 0, 1 -> "cut(%s + %s)".formatted(of(RandomType.STRING), ofPrintable());
                case 2 -> "cut(\"\" + %s + '-' + %s + %s)".formatted(ofPrintable(), ofPrintable(), ofPrintable());
                case 3 -> "cut(\"\" + %s)".formatted(String.join(" + ", many()));
                default -> "cut(pick(%s, %s, %s))".formatted(of(RandomType.BOOLEAN), ofPrintable(), ofPrintable());
            };
        }

        private List<String> many() {
            var operands = new ArrayList<String>();
            IntStream.range(0, 4 + choices.next(MOST_TEXTS)).forEach(i -> operands.add(ofShort()));
            return operands;
        }

        /** An operand of which there may be many. */
        private String ofShort() {
            var type = choices.of(RandomType.PRINTABLE);
            return choices.oneIn(4) ? of(type) : expressions.simple(type, scope);
        }

        private String condition() {
            return switch (choices.next(7)) {
                case 0 ->
                    // An await gives an object, and objects of two classes can't be compared.
                    "(%s %s %s)"
                            .formatted(
                                    primitive(choices.of(RandomType.NUMBERS)),
                                    operator("<", "==", ">=", "!=", ">", "<="),
                                    of(choices.of(ARITHMETIC)));
                case 1 ->
                    "(%s %s %s)"
                            .formatted(
                                    of(RandomType.BOOLEAN),
                                    operator("&&", "||", "^", "&", "|", "==", "!="),
                                    of(RandomType.BOOLEAN));
                case 2 -> "!(" + of(RandomType.BOOLEAN) + ")";
                case 3 ->
                    "(%s %s null)"
                            .formatted(
                                    of(oneOf(RandomType.STRING, RandomType.INTS, RandomType.BOXED_LONG)),
                                    operator("==", "!="));
                case 4 -> "(%s %s %s)".formatted(of(RandomType.OBJECT), operator("==", "!="), of(RandomType.OBJECT));
                case 5 ->
                    "(%s %s %s)"
                            .formatted(
                                    of(RandomType.BOOLEAN),
                                    operator("&&", "||", "^", "&", "|", "!="),
                                    of(RandomType.BOXED_BOOLEAN));
                default ->
                    "(%s instanceof %s)".formatted(of(RandomType.OBJECT), choices.of(RandomType.REFERENCES).declared);
            };
        }
    }
}
