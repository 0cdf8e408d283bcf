package io.heddle.docs;

import java.nio.file.Path;

/**
 * A fenced block of a document.
 *
 * @param document the file
 * @param line the line of its opening fence, from 1
 * @param language what stands behind the opening fence; may be empty
 * @param mark the words of the HTML comment on the line above the fence; empty where there is none
 * @param text the lines between the fences, each with its line feed
 */
record CodeBlock(Path document, int line, String language, String mark, String text) {
    /** Where it is, as compilers write it. */
    String place() {
        return document + ":" + line;
    }
}
