package io.heddle.it.generate;

import java.util.List;
import java.util.stream.Stream;

/** The types of random programs. */
enum RandomType {
    INT("int", "Integer", "1; 0; -3; 40000; 7"),
    STRING("String", "String", "\"a\"; \"\"; \"two\"; null"),
    LONG("long", "Long", "2L; -1L; 1L << 40"),
    BOOLEAN("boolean", "Boolean", "is(true); is(false); true"),
    DOUBLE("double", "Double", "0.5; -2.0; Double.NaN"),
    CHAR("char", "Character", "'x'; '\\uffff'"),
    BYTE("byte", "Byte", "(byte) 3; (byte) 127"),
    FLOAT("float", "Float", "1.5f; -0.0f"),
    SHORT("short", "Short", "(short) 5; Short.MIN_VALUE"),
    INTS("int[]", "int[]", "new int[] {1, 2, 3}; new int[] {5}; null"),
    OBJECT("Object", "Object", "(Object) \"o\"; (Object) 1; null"),
    INTEGER("Integer", "Integer", "Integer.valueOf(6); Integer.valueOf(1000); null"),
    BOXED_LONG("Long", "Long", "Long.valueOf(8L); null"),
    LONGS("long[]", "long[]", "new long[] {1L, -9L}; new long[0]; null"),
    GRID("int[][]", "int[][]", "new int[][] {{1, 2}, {3}}; new int[2][1]; null"),
    BOXED_DOUBLE("Double", "Double", "Double.valueOf(2.5); null"),
    CHARACTER("Character", "Character", "Character.valueOf('y'); null"),
    BOXED_BYTE("Byte", "Byte", "Byte.valueOf((byte) 127); null"),
    BOXED_BOOLEAN("Boolean", "Boolean", "Boolean.valueOf(is(true)); null"),
    TEXTS("String[]", "String[]", "new String[] {\"h\", null}; new String[0]; null"),
    CHARS("CharSequence", "CharSequence", "(CharSequence) \"q\"; new StringBuilder(\"r\"); null"),
    COLOR("Color", "Color", "Color.RED; Color.BLUE; null"),
    TWO("Two", "Two", "new Two(\"s\", 4); null"),
    VOID("Void", "Void", "null");

    /** What a conversion to text shows the same of in each run: not an array. */
    static final List<RandomType> PRINTABLE =
            Stream.of(values()).filter(type -> !type.declared.endsWith("]")).toList();

    /** Those whose values nobody can change. */
    static final List<RandomType> IMMUTABLE =
            PRINTABLE.stream().filter(type -> type != OBJECT && type != TWO).toList();

    /** Those whose texts are short however often they are added to one. */
    static final List<RandomType> BRIEF =
            IMMUTABLE.stream().filter(type -> type != STRING && type != CHARS).toList();

    /** What can bound a type parameter whose values are used as those of the bound: no switch takes them. */
    static final List<RandomType> BOUNDS = List.of(OBJECT, CHARS, TWO, BOXED_LONG, BOXED_DOUBLE, VOID);

    /** The primitive types that have arithmetic. */
    static final List<RandomType> NUMBERS =
            Stream.of(INT, LONG, DOUBLE, CHAR, BYTE, FLOAT, SHORT).toList();

    /** What a type parameter can stand for. */
    static final List<RandomType> REFERENCES =
            Stream.of(values()).filter(type -> type.declared.equals(type.boxed)).toList();

    final String declared;
    final String boxed;
    /** Separated by semicolons; the simplest comes first. */
    private final String literals;

    RandomType(String declared, String boxed, String literals) {
        this.declared = declared;
        this.boxed = boxed;
        this.literals = literals;
    }

    List<String> literals() {
        return List.of(literals.split("; "));
    }

    /** Whether it has arithmetic. */
    boolean isNumeric() {
        return NUMBERS.contains(this) || (isBox() && this != BOXED_BOOLEAN);
    }

    /** Whether its values are primitive ones in objects. */
    boolean isBox() {
        return switch (this) {
            case INTEGER, BOXED_LONG, BOXED_DOUBLE, CHARACTER, BOXED_BYTE, BOXED_BOOLEAN -> true;
            default -> false;
        };
    }
}
