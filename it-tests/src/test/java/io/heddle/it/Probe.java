package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.Promise;
import io.heddle.rt.Ctx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a target program has in its hands: it tells the probe what it does, and awaits what the probe gives it. Whether
 * such an await is ready, or how it suspends, is decided by the {@link Script} of the run, so one program serves every
 * mode. Each await is logged as it starts.
 */
public final class Probe {
    /** A woven loop that lost its condition would fill the memory; no target comes near this. */
    private static final int RUNAWAY = 20_000;

    private static final int NEVER = -1;

    private final Script script;
    private final List<String> lines;
    /** The one that counts the awaits. */
    private final Probe root;

    private final int hangsAt;
    private int awaits;
    private int ownAwaits;
    private int hanging = NEVER;
    private int forks;

    Probe(Script script) {
        this.script = script;
        this.lines = new ArrayList<>();
        this.root = this;
        this.hangsAt = NEVER;
    }

    private Probe(Probe root, int hangsAt) {
        this.script = root.script;
        this.lines = root.lines;
        this.root = root;
        this.hangsAt = hangsAt;
    }

    /** This probe, but that the await of that number among those of the result never ends by itself. */
    public Probe hanging(int number) {
        return new Probe(root, number);
    }

    /** A probe for a task of its own, with a log of its own. */
    public Probe fork() {
        return new Probe(script.forked(++root.forks));
    }

    /** Adds the log of a fork whose task has ended. */
    public void join(Probe fork) {
        fork.lines.forEach(line -> log("| " + line));
    }

    /** Notes an event. */
    public void log(@Nullable Object event) {
        if (lines.size() == RUNAWAY) {
            throw new AssertionError("a target logs without end");
        }
        lines.add(Text.of(event));
    }

    /** A coroutine that completes with {@code value}. */
    public <T extends @Nullable Object> Coroutine<T> value(T value) {
        return new ProbeCoroutine<>(this, value, null);
    }

    /** A coroutine that completes with nothing. */
    public Coroutine<Void> pause() {
        return new ProbeCoroutine<>(this, null, null);
    }

    /** A coroutine that fails. It declares what it fails with, so that a {@code catch} around its await compiles. */
    public <T, X extends Throwable> Coroutine<T> fail(X failure) throws X {
        return new ProbeCoroutine<>(this, null, failure);
    }

    /** Something to loop over: {@code count} elements. */
    public ProbeItems items(String name, int count) {
        return items(name, count, ProbeItems.Quirk.NONE);
    }

    /** Something to loop over that has a quirk. */
    public ProbeItems items(String name, int count, ProbeItems.Quirk quirk) {
        return new ProbeItems(this, name, count, quirk);
    }

    /** Something to close. */
    public ProbeSession session(@Nullable String name) {
        return session(name, ProbeItems.Quirk.NONE);
    }

    /** Something to close that has a quirk. */
    public ProbeSession session(@Nullable String name, ProbeItems.Quirk quirk) {
        return new ProbeSession(this, name, quirk);
    }

    /** Notes that an operand is evaluated, and gives it back. */
    public <T extends @Nullable Object> T mark(T operand) {
        log(operand);
        return operand;
    }

    public int mark(int operand) {
        log(operand);
        return operand;
    }

    public long mark(long operand) {
        log(operand);
        return operand;
    }

    public float mark(float operand) {
        log(operand);
        return operand;
    }

    public double mark(double operand) {
        log(operand);
        return operand;
    }

    public boolean mark(boolean operand) {
        log(operand);
        return operand;
    }

    public byte mark(byte operand) {
        log(operand);
        return operand;
    }

    public char mark(char operand) {
        log(operand);
        return operand;
    }

    public short mark(short operand) {
        log(operand);
        return operand;
    }

    /** An await starts: it is counted and logged. */
    int begin(@Nullable Object value, @Nullable Throwable failure) {
        log("await " + (failure == null ? Text.of(value) : Text.of(failure)));
        var index = root.awaits++;
        if (ownAwaits++ == hangsAt) {
            hanging = index;
        }
        return index;
    }

    /** What {@code $await} of a woven run does for the await of number {@code index}. */
    @Nullable
    Object perform(int index, @Nullable Object value, @Nullable Throwable failure, Ctx t) {
        var injected = script.injected(index);
        if (injected == null && index == hanging) {
            return new Promise<@Nullable Object>().$await(t);
        }
        return script.resumption(index).perform(value, injected == null ? failure : injected, t);
    }

    /** That of the blocking reference, which waits for no deadline. */
    Script script() {
        return hanging == NEVER ? script : script.hangingAt(hanging);
    }

    List<String> lines() {
        return lines;
    }

    int awaits() {
        return awaits;
    }
}
