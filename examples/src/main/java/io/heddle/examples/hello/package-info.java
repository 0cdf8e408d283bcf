/** The smallest coroutine: it says something, waits, and goes on. */
@NullMarked
package io.heddle.examples.hello;

import org.jspecify.annotations.NullMarked;
