package io.heddle;

import io.heddle.rt.Ctx;
import org.jspecify.annotations.Nullable;

/** Waits for the children that a group has now. */
final class GroupJoin extends Coroutine<@Nullable Void> {
    private final TaskGroup group;

    GroupJoin(TaskGroup group) {
        this.group = group;
    }

    @Override
    public @Nullable Object $await(Ctx t) {
        $begin();
        var children = group.children();
        var task = LoopCore.taskOf(t);
        if (children.contains(task)) {
            throw new IllegalStateException(
                    task.name() + " is a task of the group that it joins, and would wait for itself");
        }
        return children.isEmpty() ? null : LoopCore.suspend(t, task, new ForChildren(children.toArray()));
    }

    @Override
    protected String $describe() {
        return "TaskGroup.join()";
    }

    /** Changes nothing about them. */
    private static final class ForChildren extends Many {
        ForChildren(Object[] tasks) {
            super(tasks);
        }

        @Override
        boolean passesOn() {
            return false;
        }

        @Override
        boolean isEnough(Source<?> ended) {
            return false;
        }

        @Override
        @Nullable
        Object result() {
            return null;
        }

        @Override
        String describe() {
            return "the tasks of a group";
        }
    }
}
