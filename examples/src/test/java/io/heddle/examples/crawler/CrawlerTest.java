package io.heddle.examples.crawler;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.VirtualClock;
import io.heddle.examples.Printed;
import io.heddle.examples.crawler.Web.Answer;
import io.heddle.junit.AsyncTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrawlerTest {
    private static final Crawler.Limits LIMITS = new Crawler.Limits(10, 2, 3, ofSeconds(1), ofMillis(50));
    private static final URI START = URI.create("http://site/start");

    private final List<String> progress = new ArrayList<>();

    private Coroutine<List<Page>> crawl(Web web) {
        return new Crawler(web, LIMITS, progress::add).crawl(START);
    }

    private static String linksTo(int... pages) {
        var links = new StringBuilder();
        for (var page : pages) {
            links.append("<a href=\"/").append(page).append("\">");
        }
        return links.toString();
    }

    @AsyncTest
    Coroutine<Void> followsLinksWithinTheHostOnce() {
        var pages = await(crawl(uri -> completedFuture(
                new Answer(200, linksTo(1, 2, 1) + "<a href=\"/start\"> <a href=\"http://elsewhere/\">"))));

        assertThat(pages).extracting(page -> page.uri().getPath()).containsExactly("/start", "/1", "/2");
        return done();
    }

    @AsyncTest
    Coroutine<Void> triesAgainAfterPausesThatGrow(VirtualClock clock) {
        var attempts = new ArrayList<Long>();
        var pages = await(crawl(uri -> {
            attempts.add(clock.elapsed().toMillis());
            return attempts.size() == 1
                    ? failedFuture(new IOException("reset"))
                    : completedFuture(new Answer(attempts.size() == 2 ? 503 : 200, ""));
        }));

        assertThat(attempts).containsExactly(0L, 50L, 150L);
        assertThat(pages).containsExactly(new Page(START, "200", List.of()));
        return done();
    }

    @AsyncTest
    Coroutine<Void> givesAPageUpThatNeverComes(VirtualClock clock) {
        var pages = await(crawl(uri -> new CompletableFuture<>()));

        assertThat(pages).containsExactly(new Page(START, "no answer in 1000 ms, 3 times", List.of()));
        assertThat(clock.elapsed()).isEqualTo(ofMillis(3 * 1000 + 50 + 100));
        return done();
    }

    @AsyncTest
    Coroutine<Void> staysWithinItsLimits() {
        var now = new int[1];
        var most = new int[1];
        var pages = await(crawl(uri -> {
            most[0] = Math.max(most[0], ++now[0]);
            var answer = new CompletableFuture<Answer>();
            EventLoop.current().schedule(ofMillis(100), () -> {
                now[0]--;
                answer.complete(new Answer(200, linksTo(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
            });
            return answer;
        }));

        assertThat(pages).hasSize(10);
        assertThat(most[0]).isEqualTo(2);
        assertThat(progress)
                .containsExactly(
                        "0 pages, 1 under way, 0 waiting",
                        "1 pages, 2 under way, 7 waiting",
                        "5 pages, 2 under way, 3 waiting",
                        "9 pages, 1 under way, 0 waiting",
                        "10 pages, 0 under way, 0 waiting");
        return done();
    }

    @AsyncTest
    Coroutine<Void> cancelsItsRequestsWhereItIsCancelledItself(VirtualClock clock) {
        var answer = new CompletableFuture<Answer>();
        var crawl = spawn(crawl(uri -> answer));
        await(clock.runCurrent());
        crawl.cancel();
        await(clock.runCurrent());

        assertThat(crawl.isCancelled()).isTrue();
        assertThat(answer.isCancelled()).isTrue();
        return done();
    }

    @Test
    void theProgramCrawlsItsOwnSite() throws Exception {
        var printed = Printed.by(() -> Crawler.main(new String[0]));

        assertThat(printed)
                .extracting(String::strip)
                .endsWith("53 pages, 0 under way, 0 waiting", "200: 26", "404: 26", "status 503, 3 times: 1");
    }
}
