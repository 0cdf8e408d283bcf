/** Looking into running programs from outside. */
@NullMarked
package io.heddle.debug;

import org.jspecify.annotations.NullMarked;
