/** Weaves classes while they are loaded, for programs that were not woven at build time: {@code -javaagent:}. */
@NullMarked
package io.heddle.instrumenter.agent;

import org.jspecify.annotations.NullMarked;
