/** Holds the documents against the project: their samples compile and run, their links lead somewhere. */
@NullMarked
package io.heddle.docs;

import org.jspecify.annotations.NullMarked;
