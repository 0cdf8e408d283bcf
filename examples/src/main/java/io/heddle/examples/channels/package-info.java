/** Callback APIs as coroutines: the asynchronous channels of the JDK. */
@NullMarked
package io.heddle.examples.channels;

import org.jspecify.annotations.NullMarked;
