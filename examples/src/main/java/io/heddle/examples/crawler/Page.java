package io.heddle.examples.crawler;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What came of one address.
 *
 * @param result the status of the answer, or why there is none
 * @param links where the page leads to
 */
record Page(URI uri, String result, List<URI> links) {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    static Page of(URI uri, Web.Answer answer) {
        var links = LINK.matcher(answer.body())
                .results()
                .map(link -> uri.resolve(link.group(1)))
                .toList();
        return new Page(uri, String.valueOf(answer.status()), links);
    }

    static Page failed(URI uri, String reason) {
        return new Page(uri, reason, List.of());
    }
}
