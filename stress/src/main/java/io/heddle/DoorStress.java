package io.heddle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Threads at the {@link Door} of a loop, in every order that a machine can bring about. */
public class DoorStress {
    private DoorStress() {}

    /** What the door has been told is delivered if, and only if, it was let in before the door closed. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "let in, and delivered")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "came too late, and was told so")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or delivered though refused")
    @State
    public static class PushAndClose {
        private final Door door = new Door();

        @Actor
        public void push(ZZ_Result result) {
            result.r1 = door.push("entry");
        }

        @Actor
        public void close(ZZ_Result result) {
            door.close((entry, ended) -> result.r2 = true);
        }
    }

    /** A door that closes only where nobody is left closes behind nobody. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "let in, and found by the loop")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "came too late, and was told so")
    @Outcome(expect = Expect.FORBIDDEN, desc = "locked in, or refused though open")
    @State
    public static class PushAndCloseIfEmpty {
        private final Door door = new Door();

        @Actor
        public void push(ZZ_Result result) {
            result.r1 = door.push("entry");
        }

        @Actor
        public void end(ZZ_Result result) {
            while (!door.closeIfEmpty()) {
                door.drain((entry, ended) -> result.r2 = true);
            }
        }
    }

    /** What several threads push at the same time is taken once each. */
    @JCStressTest
    @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "each once")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost or taken twice")
    @State
    public static class TwoPush {
        private final Door door = new Door();

        @Actor
        public void push() {
            door.push("entry");
        }

        @Actor
        public void pushAnother() {
            door.push("another");
        }

        @Arbiter
        public void drain(I_Result result) {
            door.drain((entry, ended) -> result.r1++);
        }
    }

    /** What one thread pushes arrives in its order, and with what it wrote before. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first alone")
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both, in order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "out of order, or half-written")
    @State
    public static class OrderOfOneThread {
        private final Door door = new Door();

        @Actor
        public void push() {
            door.push(new int[] {1});
            door.push(new int[] {2});
        }

        @Actor
        public void drain(II_Result result) {
            door.drain((entry, ended) -> {
                if (result.r1 == 0) {
                    result.r1 = ((int[]) entry)[0];
                } else {
                    result.r2 = ((int[]) entry)[0];
                }
            });
        }
    }
}
