package wrong;

import static io.heddle.Coroutines.*;

/** The build weaves the program, and not its tests. */
class UnwovenTests {
    public static void main(String[] args) {
        run(() -> {
            if (await(AwaitedTwice.price()) != 1) {
                throw new AssertionError("the price has changed");
            }
            return done();
        });
    }
}
