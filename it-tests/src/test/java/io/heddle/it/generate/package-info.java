/** Writes target programs: matrices of what can be listed, very large methods, and random programs. */
@NullMarked
package io.heddle.it.generate;

import org.jspecify.annotations.NullMarked;
