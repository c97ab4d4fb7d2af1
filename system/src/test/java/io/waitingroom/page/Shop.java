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

/** What the room stands in front of: a site of its own, where people are sent once it is their turn. */
final class Shop implements AutoCloseable {
    private final HttpServer server;
    private volatile UnaryOperator<String> away = address -> "";
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

    /** Sends people to wait who come without a permit, or everybody. */
    void sendsAway(boolean everybody, UnaryOperator<String> toPage) {
        away = address -> everybody || !address.contains("waiting-room-permit=") ? toPage.apply(address) : "";
    }

    /** Lets everybody in again. */
    void letsIn() {
        away = address -> "";
    }

    private void serve(HttpExchange exchange) throws IOException {
        var where = away.apply(origin() + exchange.getRequestURI());
        if (!where.isEmpty() && exchange.getRequestURI().getPath().startsWith("/seats")) {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", where);
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

    /** Where people are to go. */
    String seats() {
        return origin() + "/seats";
    }

    /** What was asked for of {@link #seats}, in order. */
    List<URI> visits() {
        return List.copyOf(visits);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
