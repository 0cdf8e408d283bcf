@NullMarked
package io.heddle.interop;

import org.jspecify.annotations.NullMarked;
