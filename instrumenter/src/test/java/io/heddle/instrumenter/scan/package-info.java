/** Tests of the scanner and of each rule. */
@NullMarked
package io.heddle.instrumenter.scan;

import org.jspecify.annotations.NullMarked;
