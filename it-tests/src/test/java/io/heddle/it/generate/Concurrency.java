package io.heddle.it.generate;

import io.heddle.it.generate.RandomProgram.Method;
import java.util.List;

/**
 * Deadlines, and tasks beside the one that runs a random program. What other tasks do must not depend on when they do it:
 *
 * <pre>
 *   Probe q = p.fork();                                  has a log of its own
 *   Task&lt;?&gt; t = spawn(() -&gt; {                            refers to nothing that anybody could change
 *       try { q.log(await(m3(q, 1, "a"))); }
 *       catch (Throwable e) { q.log(e); }                never fails, or its siblings would be cancelled anywhere
 *       return done(1);
 *   });
 *   ...
 *   await(t);
 *   p.join(q);                                           adds that log, once the task has ended
 * </pre>
 */
final class Concurrency {
    private final Choices choices;
    private final List<Method> callees;
    private final RandomStatements statements;
    private final RandomExpressions expressions;
    private final Use use;

    Concurrency(
            Choices choices,
            List<Method> callees,
            RandomStatements statements,
            RandomExpressions expressions,
            Use use) {
        this.choices = choices;
        this.callees = callees;
        this.statements = statements;
        this.expressions = expressions;
        this.use = use;
    }

    /** What a method may have of it. */
    enum Use {
        /** The program has one stack alone. */
        NONE,
        TASKS,
        /** For the first method alone: no deadline must come while another one waits. */
        DEADLINES
    }

    /** Whether the program may have more than one stack. */
    boolean isUsed() {
        return use != Use.NONE;
    }

    /** One that starts tasks, or sets a deadline; another one where these can't be. */
    String statement(Scope scope, int depth) {
        if (!isUsed() || callees.isEmpty() || !expressions.calls().mayCall(scope)) {
            return statements.block(scope, 1, depth + 1);
        }
        return switch (choices.next(use == Use.DEADLINES ? 5 : 3)) {
            case 0 -> gathered(scope);
            case 1 -> spawned(scope, depth);
            case 2 -> group(scope, depth);
            default -> deadline(scope);
        };
    }

    /** One await of the call never ends, if the call comes that far. */
    private String deadline(Scope scope) {
        var coroutines = callees.stream()
                .filter(callee -> callee.kind() == Kind.COROUTINE)
                .toList();
        if (coroutines.isEmpty()) {
            return spawned(scope, 1);
        }
        var callee = choices.of(coroutines);
        var probe = "p.hanging(%d)".formatted(choices.next(6));
        return "p.log(await(withTimeout(Duration.ofHours(1), () -> %s)));\n"
                .formatted(expressions.calls().invocation(callee, probe, scope.lambda(callee.returns()), 2));
    }

    private String gathered(Scope scope) {
        var first = statements.name("q");
        var second = statements.name("q");
        return "Probe %1$s = p.fork();\nProbe %2$s = p.fork();\np.log(await(gather(Coroutines.async(%3$s), Coroutines.async(%4$s))).size());\np.join(%1$s);\np.join(%2$s);\n"
                .formatted(first, second, body(first, scope), body(second, scope));
    }

    private String spawned(Scope scope, int depth) {
        var probe = statements.name("q");
        var task = statements.name("t");
        return "Probe %1$s = p.fork();\nAwaitable<Integer> %2$s = spawn(%3$s);\n%4$sp.log(await(%2$s));\np.join(%1$s);\n"
                .formatted(probe, task, body(probe, scope), statements.block(scope, 1, depth + 1));
    }

    private String group(Scope scope, int depth) {
        var probe = statements.name("q");
        var group = statements.name("g");
        var block = new StringBuilder(
                "%s.spawn(%s);\n".formatted(group, body(probe, scope)).indent(4));
        block.append(statements.inner(scope.tryBlock(), 1 + choices.next(2), depth));
        return "Probe %1$s = p.fork();\ntry (TaskGroup %2$s = TaskGroup.open()) {\n%3$s}\np.join(%1$s);\n"
                .formatted(probe, group, block);
    }

    /** The body of a task. */
    private String body(String probe, Scope scope) {
        var callee = choices.of(callees);
        var call = expressions
                .calls()
                .invocation(callee, probe, scope.isolated(), 3)
                .replace("self.", "new $main().");
        return """
                () -> {
                    try {
                        %1$s.log(await(%2$s));
                    } catch (Throwable e) {
                        %1$s.log(e);
                    }
                    return done(1);
                }""".formatted(probe, call);
    }
}
