package io.heddle;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a context variable reads and writes what it stands for.
 *
 * @param read gives the value on this thread
 * @param write changes it
 */
record Mirror(Supplier<? extends @Nullable Object> read, Consumer<@Nullable Object> write) {}
