package io.heddle;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable that each task has for itself, as Python's {@code contextvars}. A task starts with the values that its
 * spawner had; what it sets later is seen by what it calls, awaits and spawns from then on, and by nobody else. Callbacks
 * ({@link EventLoop#execute}, {@link EventLoop#schedule}, {@code onDone}) and {@link Coroutines#toThread} take the values
 * along, too. Outside of any loop each thread has values of its own.
 *
 * <pre>{@code
 * static final ContextVar<String> USER = ContextVar.of("user", "nobody");
 *
 * try (var token = USER.set("ada")) {
 *     await(handle(request));                // USER.get() is "ada" in there, and in the tasks that it spawns
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class ContextVar<T extends @Nullable Object> {
    private final String name;
    private final boolean hasInitial;
    private final @Nullable Object initial;
    private final @Nullable Mirror mirror;

    private ContextVar(String name, boolean hasInitial, @Nullable Object initial, @Nullable Mirror mirror) {
        this.name = Objects.requireNonNull(name, "name");
        this.hasInitial = hasInitial;
        this.initial = initial;
        this.mirror = mirror;
    }

    /** A variable that has no value until one is set. */
    public static <T extends @Nullable Object> ContextVar<T> of(String name) {
        return new ContextVar<>(name, false, null, null);
    }

    /** A variable whose value is {@code initial} until another is set. */
    public static <T extends @Nullable Object> ContextVar<T> of(String name, T initial) {
        return new ContextVar<>(name, true, initial, null);
    }

    /**
     * A variable that stands for something that each thread has, such as the MDC of a logger or the current span of a
     * tracer, so that tasks carry it from wait to wait:
     *
     * <pre>{@code
     * static final ContextVar<Map<String, String>> MDC_OF_TASK =
     *         ContextVar.ofThread("mdc", MDC::getCopyOfContextMap, MDC::setContextMap);
     * }</pre>
     *
     * <p>From the first {@link #set} on, the task that calls it, and what it spawns later, has a value of its own, which
     * is written whenever the task goes on and read whenever it waits; so changes that are made past the variable
     * ({@code MDC.put}) are the task's, too. Everybody else has what the thread had by itself. As Kotlin's
     * {@code ThreadContextElement}, which does not read.
     *
     * @param read gives the value on the current thread; must not throw
     * @param write changes it to one that {@code read} gave, or {@link #set} was given; must not throw
     */
    public static <T extends @Nullable Object> ContextVar<T> ofThread(
            String name, Supplier<? extends T> read, Consumer<? super T> write) {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(write, "write");
        return new ContextVar<>(name, false, null, new Mirror(read, value -> write.accept(Cast.to(value))));
    }

    boolean isMirror() {
        return mirror != null;
    }

    /** Reads what it stands for, on this thread. */
    @Nullable
    Object read() {
        return Cast.known(mirror).read().get();
    }

    /** Writes what it stands for, on this thread. */
    void write(@Nullable Object value) {
        Cast.known(mirror).write().accept(value);
    }

    /** The name, for people. */
    public String name() {
        return name;
    }

    /**
     * The value in the current task, callback or thread.
     *
     * @throws java.util.NoSuchElementException where none was set and there is no initial one
     */
    public T get() {
        if (mirror != null) {
            return Cast.to(read());
        }
        var context = ThreadState.get().context();
        var index = context.indexOf(this);
        if (index < 0 && !hasInitial) {
            throw new java.util.NoSuchElementException("context variable " + name + " has no value here");
        }
        return Cast.to(index < 0 ? initial : context.valueAt(index));
    }

    /** Sets the value for the current task, callback or thread; the token brings back the one before, there. */
    public Token<T> set(T value) {
        var state = ThreadState.get();
        var context = state.context();
        var index = context.indexOf(this);
        state.switchTo(context.with(this, value));
        return new Token<>(this, state.owner(), index >= 0, index < 0 ? null : context.valueAt(index));
    }

    /**
     * Brings back the value from before the {@link #set} that gave {@code token}.
     *
     * @throws IllegalArgumentException where the token is of another variable
     * @throws IllegalStateException where it was used before, or is of another task, callback or thread
     */
    public void reset(Token<T> token) {
        if (token.variable != this) {
            throw new IllegalArgumentException(
                    "the token is of context variable " + token.variable.name + ", not of " + name);
        }
        if (token.used) {
            throw new IllegalStateException("this token of context variable " + name + " was used already");
        }
        token.close();
    }

    @Override
    public String toString() {
        return "ContextVar[" + name + "]";
    }

    /**
     * Remembers the value before a {@link #set}; closing it brings that back.
     *
     * @param <T> the type of the value
     */
    public static final class Token<T extends @Nullable Object> implements AutoCloseable {
        private final ContextVar<T> variable;
        private final Object owner;
        private final boolean hadValue;
        private final @Nullable Object before;
        private boolean used;

        private Token(ContextVar<T> variable, Object owner, boolean hadValue, @Nullable Object before) {
            this.variable = variable;
            this.owner = owner;
            this.hadValue = hadValue;
            this.before = before;
        }

        /**
         * Brings back the value from before; does nothing the second time.
         *
         * @throws IllegalStateException where the value was set by another task, callback or thread than this one
         */
        @Override
        public void close() {
            if (!used) {
                var state = ThreadState.get();
                if (state.owner() != owner) {
                    throw new IllegalStateException("this token of context variable " + variable.name + " is of "
                            + inWords(owner) + ", and this is " + inWords(state.owner())
                            + ": each has values of its own");
                }
                used = true;
                var context = state.context();
                state.switchTo(hadValue ? context.with(variable, before) : context.without(variable));
            }
        }

        private static String inWords(Object owner) {
            return owner instanceof Task<?> task
                    ? task.name()
                    : owner instanceof LoopCore loop ? "the main task of " + loop : "a callback or a thread";
        }
    }
}
