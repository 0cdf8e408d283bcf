package io.heddle.it.generate;

import java.util.List;

/**
 * A type of values as the matrices know it.
 *
 * @param name part of the names of generated members
 * @param declared the type in a declaration
 * @param constant an expression without any effect
 * @param other another such expression
 */
record ValueType(String name, String declared, String constant, String other) {
    /** All kinds of types that the instruction set tells apart, and those that the verifier does. */
    static final List<ValueType> ALL = List.of(
            new ValueType("int", "int", "7", "-40000"),
            new ValueType("long", "long", "8L", "-1L << 40"),
            new ValueType("float", "float", "1.5f", "Float.NaN"),
            new ValueType("double", "double", "2.5", "-0.0"),
            new ValueType("boolean", "boolean", "true", "false"),
            new ValueType("byte", "byte", "(byte) 9", "(byte) -128"),
            new ValueType("char", "char", "'c'", "'\\uffff'"),
            new ValueType("short", "short", "(short) 10", "(short) -32768"),
            new ValueType("String", "String", "\"text\"", "\"\""),
            new ValueType("null", "Object", "(Object) null", "null"),
            new ValueType("ints", "int[]", "new int[] {1, 2}", "null"),
            new ValueType("objects", "Object[]", "new String[] {\"x\", null}", "new Object[0]"),
            new ValueType("interface", "CharSequence", "(CharSequence) \"chars\"", "new StringBuilder(\"builder\")"),
            new ValueType("lambda", "Runnable", "(Runnable) () -> {}", "(Runnable) String::new"));

    /** The types that have arithmetic. */
    boolean isNumeric() {
        return List.of("int", "long", "float", "double", "byte", "char", "short")
                .contains(name);
    }

    /** The class of its values when they are objects. */
    String boxed() {
        return switch (name) {
            case "int" -> "Integer";
            case "char" -> "Character";
            case "long", "float", "double", "boolean", "byte", "short" ->
                Character.toUpperCase(name.charAt(0)) + name.substring(1);
            default -> declared;
        };
    }
}
