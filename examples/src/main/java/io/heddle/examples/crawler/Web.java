package io.heddle.examples.crawler;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionStage;

/** Where pages come from; a test has one of its own. */
@FunctionalInterface
interface Web {
    /** What a server has answered. */
    record Answer(int status, String body) {}

    CompletionStage<Answer> get(URI uri);

    static Web of(HttpClient client) {
        return uri -> client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body()));
    }
}
