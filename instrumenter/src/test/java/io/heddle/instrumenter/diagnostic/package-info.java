/** Tests of what users read. */
@NullMarked
package io.heddle.instrumenter.diagnostic;

import org.jspecify.annotations.NullMarked;
