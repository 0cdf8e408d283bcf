package io.heddle.it;

import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.tools.SimpleJavaFileObject;

/** A source that exists in memory alone. */
final class GeneratedSource extends SimpleJavaFileObject {
    private final String text;

    private GeneratedSource(String className, String text) {
        super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
        this.text = text;
    }

    /** Sources by the name of their class. */
    static List<GeneratedSource> all(Map<String, String> sources) {
        return sources.entrySet().stream()
                .map(source -> new GeneratedSource(source.getKey(), source.getValue()))
                .toList();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
