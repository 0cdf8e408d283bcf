package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;

/**
 * Sees to it that each instruction of a body has the line that it has in the source. An entry of the user's line table may
 * stand at code that this body does without, and hold for code behind it that the body has:
 *
 * <pre>
 *   line 9   aload list; invokeinterface iterator; astore it       not in the resume body
 *   header:  aload it; invokeinterface hasNext                     line 9, too, so it is told here
 * </pre>
 */
final class BodyLines {
    private final Code code;
    private static final int NONE = -1;

    /** The line of the user's code, in its order; {@link #NONE} before the first entry. */
    private int source = NONE;
    /** The line that an instruction would have that is emitted now. */
    private int emitted = NONE;

    BodyLines(Code code) {
        this.code = code;
    }

    /** An entry of the user's line table, whether the body has the code that it stands at or not. */
    void entry(LineNumberNode entry, boolean isReachable) {
        source = entry.line;
        if (isReachable) {
            begin(source);
        }
    }

    /** An instruction of the user's is about to be emitted, or what goes on behind one. */
    void instruction() {
        if (source != emitted && source != NONE) {
            begin(source);
        }
    }

    private void begin(int line) {
        var start = new LabelNode();
        code.label(start).add(new LineNumberNode(line, start));
        emitted = line;
    }
}
