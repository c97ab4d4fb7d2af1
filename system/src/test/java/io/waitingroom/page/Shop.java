package io.waitingroom.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The protected site behind the room. Visitors are sent there when their turn comes. */
final class Shop implements AutoCloseable {
    private final HttpServer server;
    private volatile UnaryOperator<String> redirect = address -> "";
    private final List<URI> visits = new CopyOnWriteArrayList<>();

    Shop() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** Redirects visits to the waiting page: those without a permit, or all of them. */
    void redirectToPage(boolean all, UnaryOperator<String> toPage) {
        redirect = address -> all || !address.contains("waiting-room-permit=") ? toPage.apply(address) : "";
    }

    /** Stops the redirects. */
    void stopRedirecting() {
        redirect = address -> "";
    }

    private void serve(HttpExchange exchange) throws IOException {
        var location = redirect.apply(origin() + exchange.getRequestURI());
        if (!location.isEmpty() && exchange.getRequestURI().getPath().startsWith("/seats")) {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(303, -1);
            }
            return;
        }
        if (exchange.getRequestURI().getPath().startsWith("/seats")) {
            visits.add(exchange.getRequestURI());
        }
        var page = "<!doctype html><html lang=en><title>Seats</title><h1>Choose your seats</h1></html>";
        var bytes = page.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of the protected page. */
    String seats() {
        return origin() + "/seats";
    }

    /** The requests for {@link #seats}, in order. */
    List<URI> visits() {
        return List.copyOf(visits);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
