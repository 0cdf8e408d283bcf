/** The class hierarchy, read from class files and the JDK's image; no class of a user is ever loaded. */
@NullMarked
package io.heddle.instrumenter.classpath;

import org.jspecify.annotations.NullMarked;
