package io.waitingroom.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The service behind a proxy, which believes whatever gets to it. */
final class Origin implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Origin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestURI().toString();
        var headers = exchange.getRequestHeaders();
        requests.add(exchange.getRequestMethod() + " " + target);
        if (target.startsWith("/buy")) {
            exchange.getResponseHeaders().set("Waiting-Room-Leave", "true");
        }
        if (target.startsWith("/static/")) {
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
        }
        exchange.getResponseHeaders().set("X-Accel-Redirect", "/.leave");
        var names = headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*(subject|override|method).*"))
                .toList();
        var body = ("in: " + headers.get("Waiting-Room-Subject") + " " + names).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What got here, as method and target. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
