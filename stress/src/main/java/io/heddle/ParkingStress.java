package io.heddle;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop that goes to sleep while somebody comes through its {@link Door}. */
public class ParkingStress {
    private ParkingStress() {}

    /** Whoever comes while the loop falls asleep is seen by it, or wakes it. */
    @JCStressTest
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "seen at the door; nobody slept")
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "seen at the door, and woken in vain")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "slept, and was woken")
    @Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "sleeps for ever")
    @State
    public static class ParkAndWake implements Parking.Sleeper {
        private final Door door = new Door();
        private final Parking parking = new Parking(this);
        private volatile boolean woken;
        private volatile boolean nobodyElseComes;
        private boolean slept;

        @Actor
        public void loop(ZZ_Result result) {
            parking.park(door, Long.MAX_VALUE);
            result.r1 = slept;
        }

        @Actor
        public void visitor(ZZ_Result result) {
            door.push("entry");
            parking.wakeUp();
            result.r2 = woken;
            nobodyElseComes = true;
        }

        /** Sleeps until it is woken, or nobody is left who would. */
        @Override
        public void sleep(long nanos) {
            slept = true;
            while (!woken && !nobodyElseComes) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void wake() {
            woken = true;
        }
    }
}
