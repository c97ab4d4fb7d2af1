package io.waitingroom.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the health and the metrics of a process on a separate port. The paths are {@code /health/live}, {@code
 * /health/ready} and {@code /metrics}.
 */
public final class ManagementServer implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";
    private static final int THREADS = 2;

    static {
        // These limits, in seconds, keep a slow client from occupying one of the two threads for longer.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        var thread = new Thread(task, "management");
        thread.setDaemon(true);
        return thread;
    });

    private ManagementServer(HttpServer server, PrometheusMeterRegistry metrics, Readiness readiness) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> route(exchange, metrics, readiness));
    }

    private void route(HttpExchange exchange, PrometheusMeterRegistry metrics, Readiness readiness) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/health/live" -> answer(exchange, 200, JSON, write(List.of(), readiness));
            case "/health/ready" -> {
                var problems = readiness.problems();
                answer(exchange, problems.isEmpty() ? 200 : 503, JSON, write(problems, readiness));
            }
            case "/metrics" -> answer(exchange, 200, TEXT, metrics.scrape());
            default -> answer(exchange, 404, JSON, "{\"status\":404}");
        }
    }

    /**
     * Starts the server.
     *
     * @throws UnusableFlagException if the port cannot be bound
     */
    public static ManagementServer start(ManagementFlags flags, PrometheusMeterRegistry metrics, Readiness readiness) {
        try {
            var http = HttpServer.create(new InetSocketAddress(flags.host(), flags.port()), 0);
            var server = new ManagementServer(http, metrics, readiness);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UnusableFlagException("--management-port", flags.port() + " cannot be used: " + e.getMessage());
        }
    }

    /** Returns the port of this server. If the port in the flags is 0, the operating system has chosen the port. */
    public int port() {
        return server.getAddress().getPort();
    }

    private String write(List<String> problems, Readiness readiness) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", problems.isEmpty() ? "UP" : "DOWN");
        body.putAll(readiness.details());
        body.put("problems", problems);
        return json.writeValueAsString(body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            var bodiless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
            if (!bodiless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
