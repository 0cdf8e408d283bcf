/** async/await for Java: the runtime. */
module io.heddle {
    requires static java.management;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.heddle;
    exports io.heddle.debug;
    exports io.heddle.rt;
    exports io.heddle.testing;
    exports io.heddle.sync;
}
