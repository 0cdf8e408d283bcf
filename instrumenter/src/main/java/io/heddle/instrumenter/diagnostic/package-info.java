/** What the instrumenter says to users: stable codes, the place, what is wrong, why, and what to write instead. */
@NullMarked
package io.heddle.instrumenter.diagnostic;

import org.jspecify.annotations.NullMarked;
