/** Gives class files forms that no compiler gives them, but optimisers and other tools do: the same code in another order, in other locals. */
@NullMarked
package io.heddle.it.reshape;

import org.jspecify.annotations.NullMarked;
