package io.heddle.examples.pages;

import static io.heddle.Coroutines.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.heddle.examples.Printed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PagesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void printsStatusAndSizeInTheOrderAskedForAndTheTotal() throws Exception {
        assertThat(Printed.by(() -> Pages.main(new String[0])))
                .containsExactly(
                        "/20000: status 200, 20000 bytes",
                        "/100: status 200, 100 bytes",
                        "/missing: status 404, 0 bytes",
                        "/3000: status 200, 3000 bytes",
                        "4 pages, 23100 bytes");
    }

    @Test
    void asksForAllPagesBeforeTheFirstAnswerComes() throws Exception {
        var asked = new CountDownLatch(3);
        var server = startServer(asked);
        try {
            var uris = IntStream.range(0, 3).mapToObj(page -> uri(server, page)).toList();

            assertThat(Printed.by(() -> run(Pages.report(HttpClient.newHttpClient(), uris))))
                    .isEqualTo(List.of(
                            "/0: status 200, 0 bytes",
                            "/1: status 200, 0 bytes",
                            "/2: status 200, 0 bytes",
                            "3 pages, 0 bytes"));
        } finally {
            server.stop(0);
        }
    }

    /** A server that answers nobody before everybody has asked: a client that waits for each answer would hang. */
    private HttpServer startServer(CountDownLatch asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.countDown();
                asked.await();
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private static URI uri(HttpServer server, int page) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + page);
    }
}
