/**
 * Programs woven and run, held against themselves un-woven. A target program ({@code src/targets}) talks to a
 * {@link io.heddle.it.Probe}; the harness runs it in several ways that must not be told apart by what the probe saw.
 */
@NullMarked
package io.heddle.it;

import org.jspecify.annotations.NullMarked;
