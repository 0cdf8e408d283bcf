@NullMarked
package io.heddle.junit;

import org.jspecify.annotations.NullMarked;
