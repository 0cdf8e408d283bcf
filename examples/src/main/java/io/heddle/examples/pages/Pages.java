package io.heddle.examples.pages;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.run;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Fetches several pages at once and prints what came, in the order in which they were asked for. */
public final class Pages {
    private Pages() {}

    /**
     * What is told of one page.
     *
     * @param path where it was looked for
     * @param status the server's answer
     * @param size the length of its body, in bytes
     */
    record Page(String path, int status, int size) {}

    /** The client's {@code CompletableFuture} is awaited as it is. */
    @Async
    static Coroutine<Page> fetch(HttpClient client, URI uri) {
        var request = HttpRequest.newBuilder(uri).build();
        var response = await(client.sendAsync(request, BodyHandlers.ofByteArray()));
        return done(new Page(uri.getPath(), response.statusCode(), response.body().length));
    }

    @Async
    static Coroutine<Void> report(HttpClient client, List<URI> uris) {
        var total = 0;
        for (var page : await(gather(uris, uri -> fetch(client, uri)))) {
            System.out.println(page.path() + ": status " + page.status() + ", " + page.size() + " bytes");
            total += page.size();
        }
        System.out.println(uris.size() + " pages, " + total + " bytes");
        return done();
    }

    /** Runs the program against a site of its own; takes no arguments. */
    public static void main(String[] args) throws IOException {
        try (var site = Site.open()) {
            run(report(
                    HttpClient.newHttpClient(),
                    List.of(site.page("/20000"), site.page("/100"), site.page("/missing"), site.page("/3000"))));
        }
    }
}
