/** Several requests at once, with the HTTP client of the JDK. */
@NullMarked
package io.heddle.examples.pages;

import org.jspecify.annotations.NullMarked;
