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
    GRID("int[][]", "int[][]", "new int[][] {{1, 2}, {3}}; new int[2][1]; null");

    /** What a conversion to text shows the same of in each run: not an array. */
    static final List<RandomType> PRINTABLE =
            Stream.of(values()).filter(type -> !type.declared.endsWith("]")).toList();

    /** Those whose values nobody can change. */
    static final List<RandomType> IMMUTABLE =
            PRINTABLE.stream().filter(type -> type != OBJECT).toList();

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
        return (!declared.equals(boxed) && this != BOOLEAN) || this == INTEGER || this == BOXED_LONG;
    }
}
