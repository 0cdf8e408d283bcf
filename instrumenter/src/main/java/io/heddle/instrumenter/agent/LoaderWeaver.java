package io.heddle.instrumenter.agent;

import io.heddle.instrumenter.InstrumentationResult;

/** Weaves one class, with the class path that its loader sees. */
interface LoaderWeaver {
    InstrumentationResult weave(ClassLoader loader, byte[] classFile);
}
