package io.heddle.examples.crawler;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.heddle.*;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Follows the links from a page on, within one host. All of it runs on one loop, so its collections need no locks; what
 * happens at the same time are the requests.
 */
final class Crawler {
    private final Web web;
    private final Limits limits;
    private final Consumer<String> progress;

    private final Queue<URI> waiting = new ArrayDeque<>();
    private final Set<URI> seen = new HashSet<>();
    private final Set<Task<Page>> underWay = new LinkedHashSet<>();
    private final List<Page> pages = new ArrayList<>();

    /**
     * How far the crawler goes.
     *
     * @param pages so many pages in all
     * @param requests so many of them at the same time
     * @param attempts so many for each page
     * @param timeout so long for each attempt
     * @param pause so long before the second attempt, and twice as long before each further one
     */
    record Limits(int pages, int requests, int attempts, Duration timeout, Duration pause) {}

    Crawler(Web web, Limits limits, Consumer<String> progress) {
        this.web = web;
        this.limits = limits;
        this.progress = progress;
    }

    /** Crawls from {@code start} on, and gives the pages in the order in which they came. */
    @Async
    Coroutine<List<Page>> crawl(URI start) {
        var line = spawn(showProgress());
        try {
            follow(start, start);
            startRequests();
            while (!underWay.isEmpty()) {
                for (var request : await(waitFirst(underWay)).done()) {
                    underWay.remove(request);
                    var page = await(request);
                    pages.add(page);
                    page.links().forEach(link -> follow(start, link));
                }
                startRequests();
            }
            return done(pages);
        } finally {
            underWay.forEach(Task::cancel); // none, unless the crawl itself was cancelled or has failed
            line.cancel();
            progress.accept(state());
        }
    }

    private void follow(URI start, URI link) {
        if (link.getAuthority().equals(start.getAuthority()) && seen.size() < limits.pages() && seen.add(link)) {
            waiting.add(link);
        }
    }

    private void startRequests() {
        while (underWay.size() < limits.requests() && !waiting.isEmpty()) {
            underWay.add(spawn(fetch(waiting.remove())));
        }
    }

    /** Tries again where the server is in trouble, or slow, or not there. */
    @Async
    private Coroutine<Page> fetch(URI uri) {
        var pause = limits.pause();
        for (var attempt = 1; ; attempt++) {
            String trouble;
            try {
                var answer = await(withTimeout(limits.timeout(), web.get(uri)));
                if (answer.status() < 500) {
                    return done(Page.of(uri, answer));
                }
                trouble = "status " + answer.status();
                mayThrow(IOException.class); // what the await throws is not declared
            } catch (AsyncTimeoutException e) {
                trouble = "no answer in " + limits.timeout().toMillis() + " ms";
            } catch (IOException e) {
                trouble = e.toString();
            }
            if (attempt == limits.attempts()) {
                return done(Page.failed(uri, trouble + ", " + attempt + " times"));
            }
            await(sleep(pause));
            pause = pause.multipliedBy(2);
        }
    }

    @Async
    private Coroutine<Void> showProgress() {
        while (true) {
            progress.accept(state());
            await(sleep(ofMillis(200)));
        }
    }

    private String state() {
        return pages.size() + " pages, " + underWay.size() + " under way, " + waiting.size() + " waiting";
    }

    /** Crawls a site of its own; takes no arguments. */
    public static void main(String[] args) throws IOException {
        try (var site = Site.open()) {
            var limits = new Limits(100, 4, 3, ofSeconds(1), ofMillis(50));
            var client = Web.of(HttpClient.newHttpClient());
            var crawler = new Crawler(client, limits, line -> System.out.printf("\r%-40s", line));
            var pages = run(crawler.crawl(site.home()));
            System.out.println();
            pages.stream()
                    .collect(groupingBy(Page::result, TreeMap::new, counting()))
                    .forEach((result, count) -> System.out.println(result + ": " + count));
        }
    }
}
