package io.heddle.it.generate;

import java.util.List;

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
    OBJECT("Object", "Object", "(Object) \"o\"; (Object) 1; null");

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

    boolean isNumeric() {
        return this != STRING && this != BOOLEAN && this != INTS && this != OBJECT;
    }
}
