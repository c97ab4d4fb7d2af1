package io.waitingroom.system;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A client of the session API, which sends the requests of a visitor's browser. */
public final class SessionClient {
    private static final Pattern FIELD = Pattern.compile("\"(sessionId|status)\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    public SessionClient(int port) {
        base = URI.create("http://127.0.0.1:" + port + "/api/waiting-room/sessions");
    }

    /** Joins, and retries with the same key while the response is 503. Returns the session's id. */
    public CompletableFuture<String> join() {
        var key = UUID.randomUUID().toString();
        return retryWhileUnavailable(request("")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.noBody())
                        .build())
                .thenApply(response -> field(response, 202, "sessionId"));
    }

    /** Leaves, and retries while the response is 503. Returns the last response's status. */
    public CompletableFuture<Integer> leave(String id) {
        return retryWhileUnavailable(request("/" + id + ":leave")
                        .POST(BodyPublishers.noBody())
                        .build())
                .thenApply(HttpResponse::statusCode);
    }

    /** Opens a stream of the session's events without reading it. */
    public CompletableFuture<HttpResponse<InputStream>> follow(String id) {
        return client.sendAsync(request("/" + id + "/events").GET().build(), BodyHandlers.ofInputStream());
    }

    /** The session's status, or {@code HTTP n} if the response is not 200. */
    public String status(String id) {
        var response = send(request("/" + id).GET().build()).join();
        return response.statusCode() == 200 ? field(response, 200, "status") : "HTTP " + response.statusCode();
    }

    /** The ticket in a session id. Only the system's own tests may decode it. */
    static long ticket(String id) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
        return Short.toUnsignedLong(bytes.getShort(4)) << 32 | Integer.toUnsignedLong(bytes.getInt(6));
    }

    private CompletableFuture<HttpResponse<String>> retryWhileUnavailable(HttpRequest request) {
        return send(request)
                .thenCompose(response -> response.statusCode() == 503
                        ? retryWhileUnavailable(request)
                        : CompletableFuture.completedFuture(response));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private static String field(HttpResponse<String> response, int expected, String name) {
        if (response.statusCode() != expected) {
            throw new IllegalStateException("HTTP " + response.statusCode() + " " + response.body());
        }
        return FIELD.matcher(response.body())
                .results()
                .filter(match -> match.group(1).equals(name))
                .findFirst()
                .orElseThrow()
                .group(2);
    }
}
