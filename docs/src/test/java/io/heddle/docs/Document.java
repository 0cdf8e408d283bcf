package io.heddle.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Markdown file of the project.
 *
 * @param path the file, relative to the project's root
 * @param lines its lines
 */
record Document(Path path, List<String> lines) {
    /** The project's root; the build runs the tests of a module in the module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String FENCE = "```";

    static Document read(Path path) throws IOException {
        return new Document(path, Files.readAllLines(ROOT.resolve(path)));
    }

    /** Every document at the top of the project and in its {@code docs} folder. */
    static List<Document> all() throws IOException {
        var documents = new ArrayList<Document>();
        for (var folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                    documents.add(read(ROOT.relativize(file)));
                }
            }
        }
        return documents;
    }

    /** The fenced blocks, in order. */
    List<CodeBlock> codeBlocks() {
        var blocks = new ArrayList<CodeBlock>();
        for (var start = 0; start < lines.size(); start++) {
            if (lines.get(start).startsWith(FENCE)) {
                var end = closingFence(start);
                blocks.add(new CodeBlock(
                        path,
                        start + 1,
                        lines.get(start).substring(FENCE.length()).strip(),
                        start == 0 ? "" : mark(lines.get(start - 1)),
                        String.join(
                                "",
                                lines.subList(start + 1, end).stream()
                                        .map(line -> line + "\n")
                                        .toList())));
                start = end;
            }
        }
        return blocks;
    }

    private int closingFence(int start) {
        for (var line = start + 1; line < lines.size(); line++) {
            if (lines.get(line).equals(FENCE)) {
                return line;
            }
        }
        throw new IllegalStateException(path + ":" + (start + 1) + ": the block has no closing fence");
    }

    private static String mark(String line) {
        return line.startsWith("<!--") && line.endsWith("-->")
                ? line.substring(4, line.length() - 3).strip()
                : "";
    }
}
