/** Decides, before anything is emitted: the suspension points, what each one saves, and in which field of the coroutine frame. */
@NullMarked
package io.heddle.instrumenter.layout;

import org.jspecify.annotations.NullMarked;
