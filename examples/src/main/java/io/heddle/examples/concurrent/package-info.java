/** Two coroutines that run at the same time under {@code gather}. */
@NullMarked
package io.heddle.examples.concurrent;

import org.jspecify.annotations.NullMarked;
