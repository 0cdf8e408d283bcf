/** Read-only analyses of one method: verification types, control flow, liveness. They give plain data and change nothing. */
@NullMarked
package io.heddle.instrumenter.analysis;

import org.jspecify.annotations.NullMarked;
