package io.heddle.it.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a statement of a random program can refer to.
 *
 * @param variables those that are declared and assigned
 * @param labels the enclosing labelled statements, innermost last
 * @param ending what leaves it
 * @param loopDepth in how many loops it is, those around a lambda or a switch expression among them
 * @param insideTry whether the statement is inside a try, or in a method whose result may be returned out of one: there, a
 *     probe's coroutine can't be passed on, for the blocking reference would not await it in the try
 * @param emitter what the innermost async generator around it hands elements over to; empty where there is none
 */
record Scope(
        List<Variable> variables, List<Label> labels, Ending ending, int loopDepth, boolean insideTry, String emitter) {
    /** What may be done with a variable, beside reading it. */
    enum Use {
        ASSIGN,
        /** Nothing: it belongs to the header of a loop, which must end. */
        READ,
        /** It is final, so a lambda may capture it. */
        CAPTURE
    }

    /** How a value leaves a body. */
    enum Leave {
        /** It is that of an async method. */
        RETURN,
        /** It is that of a switch expression, which nothing else may leave. */
        YIELD,
        /** There is none: it is the body of an async generator. */
        END
    }

    /**
     * What leaves a body.
     *
     * @param result the type of the value
     * @param leave how it leaves
     * @param kind what the async method returns, if it is one
     */
    record Ending(RandomType result, Leave leave, Kind kind) {
        static Ending of(RandomType result) {
            return new Ending(result, Leave.RETURN, Kind.COROUTINE);
        }
    }

    /** A variable that is assigned. */
    record Variable(String name, RandomType type, Use use) {}

    /** A label, of a loop or of a block. */
    record Label(String name, boolean isLoop) {}

    static Scope ofMethod(List<Variable> parameters, RandomType result, Kind kind, boolean passesProbesOn) {
        var ending = new Ending(result, Leave.RETURN, kind);
        return new Scope(new ArrayList<>(parameters), List.of(), ending, 0, !passesProbesOn, "");
    }

    /** A block: what it declares is not seen outside. */
    Scope block() {
        return new Scope(new ArrayList<>(variables), labels, ending, loopDepth, insideTry, emitter);
    }

    Scope loop(String label) {
        return labelled(new Label(label, true), loopDepth + 1);
    }

    /** A loop that nothing leaves but what leaves the body around. */
    Scope endless() {
        return new Scope(new ArrayList<>(variables), List.of(), ending, loopDepth + 1, insideTry, emitter);
    }

    /** A block that can be left by its label. */
    Scope labelledBlock(String label) {
        return labelled(new Label(label, false), loopDepth);
    }

    private Scope labelled(Label label, int depth) {
        var inner = new ArrayList<>(labels);
        inner.add(label);
        return new Scope(new ArrayList<>(variables), List.copyOf(inner), ending, depth, insideTry, emitter);
    }

    Scope tryBlock() {
        return new Scope(new ArrayList<>(variables), labels, ending, loopDepth, true, emitter);
    }

    /** The body of a lambda or class, which captures what may be captured. */
    Scope lambda(RandomType result) {
        return lambda(Ending.of(result));
    }

    /** The same, where it returns something of that kind; what runs as a task of its own hands no elements over. */
    Scope lambda(RandomType result, Kind kind) {
        return lambda(new Ending(result, Leave.RETURN, kind));
    }

    private Scope lambda(Ending inside) {
        var captured = variables.stream()
                .filter(variable -> variable.use() == Use.CAPTURE)
                .toList();
        var out = inside.kind == Kind.COROUTINE ? emitter : "";
        return new Scope(new ArrayList<>(captured), List.of(), inside, loopDepth, false, out);
    }

    /** The body of a method that captures nothing, and has that variable alone. */
    Scope ofStatic(Variable variable, RandomType result) {
        return new Scope(new ArrayList<>(List.of(variable)), List.of(), Ending.of(result), loopDepth, false, "");
    }

    /** The body of an async generator, which hands its elements over to {@code out}. */
    Scope generator(String out) {
        var inside = lambda(RandomType.OBJECT);
        var end = new Ending(RandomType.OBJECT, Leave.END, Kind.COROUTINE);
        return new Scope(inside.variables, List.of(), end, loopDepth, false, out);
    }

    /** What a task of its own may refer to: nothing that another one could change. */
    Scope isolated() {
        var captured = variables.stream()
                .filter(variable -> variable.use() == Use.CAPTURE && RandomType.IMMUTABLE.contains(variable.type()))
                .toList();
        return new Scope(new ArrayList<>(captured), List.of(), ending, loopDepth, false, "");
    }

    /** A block of a switch expression. */
    Scope arm(RandomType result) {
        return new Scope(
                new ArrayList<>(variables),
                List.of(),
                new Ending(result, Leave.YIELD, Kind.COROUTINE),
                loopDepth,
                insideTry,
                emitter);
    }

    RandomType result() {
        return ending.result;
    }

    Leave leave() {
        return ending.leave;
    }

    Kind kind() {
        return ending.kind;
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

    /** The labels of the loops alone. */
    List<Label> loops() {
        return labels.stream().filter(Label::isLoop).toList();
    }
}
