package io.heddle.examples.crawler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web site on a free port of the loopback interface: page {@code /n} leads to {@code /2n} and {@code /2n+1}. Each
 * seventh is overloaded when it is asked for the first time, and {@code /13} always; {@code /30} and up are missing.
 */
final class Site implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    private Site(HttpServer server) {
        this.server = server;
    }

    static Site open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var site = new Site(server);
        server.setExecutor(site.threads);
        server.createContext("/", site::answer);
        server.start();
        return site;
    }

    /** The address of the first page. */
    URI home() {
        var address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            var isFirst = asked.add(page);
            if (page >= 30) {
                exchange.sendResponseHeaders(404, -1);
            } else if (page == 13 || (page % 7 == 0 && isFirst)) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                var body = "<a href=\"/%d\">left</a> <a href=\"/%d\">right</a>"
                        .formatted(2 * page, 2 * page + 1)
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
