package io.heddle.benchmarks;

/** The work as plain calls, for what never waits. */
final class PlainPeer {
    private static final Shop[] SHOPS = {new Grocer(), new Baker(), new Butcher()};

    private PlainPeer() {}

    private interface Shop {
        int price(int i);
    }

    private static final class Grocer implements Shop {
        @Override
        public int price(int i) {
            if (i == Work.suspendAt) {
                Thread.yield();
            }
            return i * 3;
        }
    }

    private static final class Baker implements Shop {
        @Override
        public int price(int i) {
            if (i == Work.suspendAt) {
                Thread.yield();
            }
            return i * 5;
        }
    }

    private static final class Butcher implements Shop {
        @Override
        public int price(int i) {
            if (i == Work.suspendAt) {
                Thread.yield();
            }
            return i * 7;
        }
    }

    private static int price(int i, int factor) {
        if (i == Work.suspendAt) {
            Thread.yield();
        }
        return i * factor;
    }

    static long calls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += price(i, prices[i]);
        }
        return sum;
    }

    private static int outlinedPrice(int i, int factor) {
        if (i == Work.suspendAt) {
            Thread.yield();
        }
        return i * factor;
    }

    static long outlinedCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += outlinedPrice(i, prices[i]);
        }
        return sum;
    }

    private static int guardedPrice(int i, int factor) {
        try {
            return price(i, factor) + 1;
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    static long guardedCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += guardedPrice(i, prices[i]);
        }
        return sum;
    }

    private static int failUnder(int depth) {
        if (depth > 1) {
            return failUnder(depth - 1) + 1;
        }
        throw new IllegalStateException("no price");
    }

    static int failures(int depth, int times) {
        int caught = 0;
        for (int i = 0; i < times; i++) {
            try {
                caught -= failUnder(depth);
            } catch (IllegalStateException e) {
                caught++;
            }
        }
        return caught;
    }

    static long interfaceCalls(int[] prices) {
        long sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += SHOPS[i % 3].price(i) + prices[i];
        }
        return sum;
    }

    static int fib(int n) {
        if (n == Work.suspendAt) {
            Thread.yield();
        }
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static int yieldUnder(int depth, int times) {
        if (depth > 1) {
            return yieldUnder(depth - 1, times) + 1;
        }
        for (int i = 0; i < times; i++) {
            Thread.yield();
        }
        return times;
    }

    /** In a virtual thread, whose {@code yield} suspends it. */
    static int yields(int depth, int times) {
        return yieldUnder(depth, times);
    }

    /** As {@link #yields}. */
    static int descents(int depth, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += yieldUnder(depth, 1);
        }
        return sum;
    }
}
