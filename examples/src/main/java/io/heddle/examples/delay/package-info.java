/** A coroutine with an argument, started from the command line. */
@NullMarked
package io.heddle.examples.delay;

import org.jspecify.annotations.NullMarked;
