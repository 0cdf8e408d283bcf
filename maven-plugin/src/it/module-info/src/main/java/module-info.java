module com.example {
    requires io.heddle;

    exports com.example;
}
