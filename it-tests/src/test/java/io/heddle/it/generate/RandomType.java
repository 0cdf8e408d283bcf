package io.heddle.it.generate;

import java.util.List;

/** The types of random programs. */
enum RandomType {
    INT("int", "Integer", List.of("1", "0", "-3", "40000", "7")),
    STRING("String", "String", List.of("\"a\"", "\"\"", "\"two\"", "null")),
    LONG("long", "Long", List.of("2L", "-1L", "1L << 40")),
    BOOLEAN("boolean", "Boolean", List.of("is(true)", "is(false)", "true")),
    DOUBLE("double", "Double", List.of("0.5", "-2.0", "Double.NaN")),
    CHAR("char", "Character", List.of("'x'", "'\\uffff'")),
    BYTE("byte", "Byte", List.of("(byte) 3", "(byte) 127")),
    FLOAT("float", "Float", List.of("1.5f", "-0.0f")),
    SHORT("short", "Short", List.of("(short) 5", "Short.MIN_VALUE")),
    INTS("int[]", "int[]", List.of("new int[] {1, 2, 3}", "new int[] {5}", "null")),
    OBJECT("Object", "Object", List.of("(Object) \"o\"", "(Object) 1", "null"));

    final String declared;
    final String boxed;
    final List<String> literals;

    RandomType(String declared, String boxed, List<String> literals) {
        this.declared = declared;
        this.boxed = boxed;
        this.literals = literals;
    }

    boolean isNumeric() {
        return this != STRING && this != BOOLEAN && this != INTS && this != OBJECT;
    }
}
