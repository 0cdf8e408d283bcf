package io.heddle.it.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a statement of a random program can refer to.
 *
 * @param variables those that are declared and assigned
 * @param labels the enclosing loops, innermost last
 * @param returns what the method completes with
 * @param insideTry whether the statement is inside a try, where a probe's coroutine can't be passed on: the blocking
 *     reference would not await it there
 */
record Scope(List<Variable> variables, List<String> labels, RandomType returns, boolean insideTry) {
    /** What may be done with a variable, beside reading it. */
    enum Use {
        ASSIGN,
        /** Nothing: it belongs to the header of a loop, which must end. */
        READ,
        /** It is final, so a lambda may capture it. */
        CAPTURE
    }

    /** A variable that is assigned. */
    record Variable(String name, RandomType type, Use use) {}

    static Scope ofMethod(List<Variable> parameters, RandomType returns) {
        return new Scope(new ArrayList<>(parameters), List.of(), returns, false);
    }

    /** A block: what it declares is not seen outside. */
    Scope block() {
        return new Scope(new ArrayList<>(variables), labels, returns, insideTry);
    }

    Scope loop(String label) {
        var inner = new ArrayList<>(labels);
        inner.add(label);
        return new Scope(new ArrayList<>(variables), List.copyOf(inner), returns, insideTry);
    }

    Scope tryBlock() {
        return new Scope(new ArrayList<>(variables), labels, returns, true);
    }

    /** The body of a lambda, which captures what may be captured. */
    Scope lambda(RandomType result) {
        return ofMethod(
                variables.stream()
                        .filter(variable -> variable.use() == Use.CAPTURE)
                        .toList(),
                result);
    }

    void declare(String name, RandomType type, Use use) {
        variables.add(new Variable(name, type, use));
    }

    List<Variable> readable(RandomType type) {
        return variables.stream().filter(variable -> variable.type() == type).toList();
    }

    List<Variable> assignable(RandomType type) {
        return readable(type).stream()
                .filter(variable -> variable.use() == Use.ASSIGN)
                .toList();
    }
}
