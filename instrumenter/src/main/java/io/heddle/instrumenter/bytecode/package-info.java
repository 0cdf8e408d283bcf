/** The bottom layer: the runtime's names, instruction lists, dumps. */
@NullMarked
package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.NullMarked;
