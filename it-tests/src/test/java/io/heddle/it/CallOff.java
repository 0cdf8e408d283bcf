package io.heddle.it;

import java.util.Deque;
import java.util.List;

/**
 * A suspension that is called off because a frame on its way can't be captured. The frames below it, which were
 * captured already, get the error at their awaits; an await in there that would suspend gets it again; what they make
 * of it is dropped, but for another exception, which the error carries. Then the await whose frame it is throws it.
 *
 * @param await the number of the leaf await that had suspended
 * @param captured the methods of the frames captured already, innermost first
 * @param error what is thrown
 */
record CallOff(int await, List<String> captured, Error error) {
    /** Stands for the depth where nothing was captured yet. */
    static final int NOTHING = -1;

    /** The same with another error: one that carries suppressed exceptions serves a single run. */
    CallOff with(Error other) {
        return new CallOff(await, captured, other);
    }

    /**
     * Finds the outermost captured frame among the calls of the blocking run. These also hold calls that ended in a
     * tail call, which have no frame any more and are passed over.
     *
     * @param activations innermost first
     * @return its depth, the outermost call having depth 1
     */
    int outermost(Deque<String> activations) {
        if (captured.isEmpty()) {
            return NOTHING;
        }
        var depth = activations.size() + 1;
        var calls = activations.iterator();
        for (var method : captured) {
            do {
                if (!calls.hasNext()) {
                    throw new AssertionError("frames " + captured + " are not among the calls " + activations);
                }
                depth--;
            } while (!calls.next().equals(method));
        }
        return depth;
    }
}
