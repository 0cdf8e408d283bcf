package io.heddle.it.generate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What random programs assign beside variables: fields and elements of arrays. The object that has them, the array and
 * the index may be awaited, all of which happens before what is assigned is evaluated.
 */
final class Targets {
    private static final List<RandomType> NUMERIC =
            Stream.of(RandomType.values()).filter(RandomType::isNumeric).toList();
    /** What operators on bits take. */
    private static final Set<RandomType> WHOLE = EnumSet.of(
            RandomType.INT,
            RandomType.LONG,
            RandomType.CHAR,
            RandomType.BYTE,
            RandomType.SHORT,
            RandomType.INTEGER,
            RandomType.BOXED_LONG,
            RandomType.CHARACTER,
            RandomType.BOXED_BYTE);
    /** What a compound assignment can have on its left: no box of less than an int, to which no int is converted. */
    private static final Set<RandomType> COMPOUND = Stream.concat(
                    RandomType.NUMBERS.stream(),
                    Stream.of(
                            RandomType.STRING,
                            RandomType.BOOLEAN,
                            RandomType.BOXED_BOOLEAN,
                            RandomType.INTEGER,
                            RandomType.BOXED_LONG,
                            RandomType.BOXED_DOUBLE))
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> OPERATORS =
            List.of("+=", "-=", "*=", "/=", "%=", "<<=", "^=", ">>=", ">>>=", "&=", "|=");
    /** How many of them take fractions. */
    private static final int FRACTIONAL = 5;

    private final Choices choices;
    private final RandomExpressions expressions;

    Targets(Choices choices, RandomExpressions expressions) {
        this.choices = choices;
        this.expressions = expressions;
    }

    /** Something to assign; empty where there is none of that type. */
    String of(RandomType type, Scope scope, int depth) {
        return switch (type) {
            case INT ->
                switch (choices.next(4)) {
                    case 0 -> field("number");
                    case 1 -> element("numbers", scope, depth);
                    case 2 ->
                        "(%s)[%s]".formatted(expressions.of(RandomType.INTS, scope, depth + 1), index(scope, depth));
                    default -> element("grid", scope, depth) + "[%s]".formatted(index(scope, depth));
                };
            case LONG -> either("wide", "longs", scope, depth);
            case STRING -> either("text", "texts", scope, depth);
            case INTEGER -> either("boxed", "boxes", scope, depth);
            case BOXED_LONG -> either("boxedWide", "boxedWides", scope, depth);
            case DOUBLE -> either("real", "reals", scope, depth);
            case FLOAT -> either("single", "singles", scope, depth);
            case CHAR -> either("letter", "letters", scope, depth);
            case BYTE -> either("small", "smalls", scope, depth);
            case SHORT -> either("little", "littles", scope, depth);
            case BOOLEAN -> either("flag", "flags", scope, depth);
            case BOXED_DOUBLE -> either("boxedReal", "boxedReals", scope, depth);
            case CHARACTER -> either("boxedLetter", "boxedLetters", scope, depth);
            case BOXED_BYTE -> either("boxedSmall", "boxedSmalls", scope, depth);
            case BOXED_BOOLEAN -> either("boxedFlag", "boxedFlags", scope, depth);
            case CHARS -> either("chars", "charsOfAll", scope, depth);
            case COLOR -> either("color", "colors", scope, depth);
            case TWO -> either("two", "twos", scope, depth);
            case TEXTS -> field("texts");
            case LONGS -> field("longs");
            case INTS -> choices.next(2) == 0 ? field("numbers") : element("grid", scope, depth);
            case GRID -> field("grid");
            case OBJECT, VOID -> "";
        };
    }

    /** Assigns to a target of that type what is of the same type, or what the operator takes beside it. */
    String assignment(RandomType type, String target, Scope scope, int depth) {
        var isCompound = choices.next(4) > 0;
        if (!isCompound || !COMPOUND.contains(type)) {
            return "%s = %s".formatted(target, expressions.of(type, scope, depth));
        }
        var operand = type != RandomType.STRING && choices.next(2) == 0 ? type : choices.of(operands(type));
        return "%s %s %s".formatted(target, operator(type, operand), expressions.of(operand, scope, depth));
    }

    /** The types of operands that an operator takes where the target is of that type. */
    private static List<RandomType> operands(RandomType type) {
        return switch (type) {
            case STRING -> RandomType.BRIEF;
            case BOOLEAN, BOXED_BOOLEAN -> List.of(RandomType.BOOLEAN, RandomType.BOXED_BOOLEAN);
            case INTEGER -> List.of(RandomType.INT, RandomType.CHAR, RandomType.BYTE, RandomType.BOXED_BYTE);
            case BOXED_LONG -> List.of(RandomType.LONG, RandomType.INT, RandomType.INTEGER);
            default -> NUMERIC;
        };
    }

    /** An operator between those types. */
    private String operator(RandomType type, RandomType operand) {
        if (type == RandomType.STRING) {
            return "+=";
        }
        if (type == RandomType.BOOLEAN || type == RandomType.BOXED_BOOLEAN) {
            return choices.of(List.of("&=", "|=", "^="));
        }
        var isWhole = WHOLE.contains(type) && WHOLE.contains(operand);
        return choices.of(isWhole ? OPERATORS : OPERATORS.subList(0, FRACTIONAL));
    }

    /** A step up or down that has a value. */
    String step(String target) {
        return choices.of(List.of("%s++", "--%s", "%s--", "++%s")).formatted(target);
    }

    private String either(String field, String array, Scope scope, int depth) {
        return choices.next(2) == 0 ? field(field) : element(array, scope, depth);
    }

    private String element(String array, Scope scope, int depth) {
        return field(array) + "[%s]".formatted(index(scope, depth));
    }

    private String field(String name) {
        return (choices.oneIn(4) ? "await(p.value(self))." : "self.") + name;
    }

    /** An index that is mostly in bounds. */
    private String index(Scope scope, int depth) {
        return choices.oneIn(6)
                ? expressions.of(RandomType.INT, scope, depth + 1)
                : "%s & 1".formatted(expressions.of(RandomType.INT, scope, depth + 1));
    }
}
