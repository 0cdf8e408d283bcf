package io.heddle.it.generate;

import java.util.List;

/**
 * What random programs assign beside variables: fields and elements of arrays. The object that has them, the array and
 * the index may be awaited, all of which happens before what is assigned is evaluated.
 */
final class Targets {
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
            case LONGS -> field("longs");
            case INTS -> choices.next(2) == 0 ? field("numbers") : element("grid", scope, depth);
            case GRID -> field("grid");
            case OBJECT -> "";
        };
    }

    /** An operator that assigns to a target of that type what is of the same type. */
    String operator(RandomType type) {
        return switch (type) {
            case INT, LONG -> choices.of(List.of("+=", "=", "-=", "*=", "/=", "<<=", "^=", "%=", ">>>=", "&="));
            case CHAR, BYTE, SHORT -> choices.of(List.of("+=", "=", "-=", "*=", ">>=", "|="));
            case DOUBLE, FLOAT -> choices.of(List.of("+=", "=", "-=", "*=", "/=", "%="));
            case INTEGER, BOXED_LONG -> choices.of(List.of("+=", "=", "-="));
            case BOOLEAN -> choices.of(List.of("=", "&=", "|=", "^="));
            default -> "=";
        };
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
