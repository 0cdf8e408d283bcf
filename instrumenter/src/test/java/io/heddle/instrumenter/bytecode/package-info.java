/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.NullMarked;
