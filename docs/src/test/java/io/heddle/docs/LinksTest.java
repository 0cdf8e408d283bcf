package io.heddle.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link inside the project leads to a file that is there, and to a heading that it has. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

    @Test
    void linksLeadSomewhere() throws IOException {
        var links = 0;
        var broken = new ArrayList<String>();
        for (var document : Document.all()) {
            for (var link : links(document)) {
                links++;
                if (!leadsSomewhere(document, link)) {
                    broken.add(document.path() + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).as("links found").isPositive();
    }

    private static List<MatchResult> links(Document document) {
        return LINK.matcher(String.join("\n", document.lines())).results().toList();
    }

    private static boolean leadsSomewhere(Document document, MatchResult link) throws IOException {
        var target = link.group(1).isEmpty()
                ? document.path()
                : document.path().resolveSibling(link.group(1)).normalize();
        if (!Files.exists(Document.ROOT.resolve(target))) {
            return false;
        }
        return link.group(2) == null || anchors(target).contains(link.group(2));
    }

    private static List<String> anchors(Path markdown) throws IOException {
        return Document.read(markdown).lines().stream()
                .filter(line -> line.startsWith("#"))
                .map(LinksTest::anchor)
                .toList();
    }

    /** A heading as the web pages of code hosts name it: small letters and digits, words joined by hyphens. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
