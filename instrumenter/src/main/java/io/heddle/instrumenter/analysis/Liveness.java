package io.heddle.instrumenter.analysis;

import java.util.BitSet;

/** The live locals of one method, by instruction index. Callers must not change the sets. */
public final class Liveness {
    private final ControlFlow flow;
    private final BitSet[] liveIn;

    Liveness(ControlFlow flow, BitSet[] liveIn) {
        this.flow = flow;
        this.liveIn = liveIn;
    }

    /** What is read at or after an instruction. */
    public BitSet before(int index) {
        return liveIn[index];
    }

    /**
     * What is read once the await at {@code index} has an outcome: behind it where it gives a value, in the handlers
     * that cover it where it fails.
     */
    public BitSet acrossAwait(int index) {
        var live = new BitSet();
        LivenessAnalysis.addLiveOut(flow, liveIn, index, live);
        for (var handler : flow.handlerIndexes(index)) {
            live.or(liveIn[handler]);
        }
        return live;
    }
}
