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

/** What a person's browser does, over HTTP. */
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

    /** Joins, and tries again under the same key for as long as the answer is 503; the session's id. */
    public CompletableFuture<String> join() {
        var key = UUID.randomUUID().toString();
        return again(request("")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.noBody())
                        .build())
                .thenApply(answer -> field(answer, 202, "sessionId"));
    }

    /** Leaves, and tries again for as long as the answer is 503; the last answer's status. */
    public CompletableFuture<Integer> leave(String id) {
        return again(request("/" + id + ":leave").POST(BodyPublishers.noBody()).build())
                .thenApply(HttpResponse::statusCode);
    }

    /** Opens a stream of the session's events, and reads nothing of it. */
    public CompletableFuture<HttpResponse<InputStream>> follow(String id) {
        return client.sendAsync(request("/" + id + "/events").GET().build(), BodyHandlers.ofInputStream());
    }

    /** The session's status, or {@code HTTP n} where the answer is not 200. */
    public String status(String id) {
        var answer = send(request("/" + id).GET().build()).join();
        return answer.statusCode() == 200 ? field(answer, 200, "status") : "HTTP " + answer.statusCode();
    }

    /** The place number in an id, which only the system's own tests have business with. */
    static long ticket(String id) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
        return Short.toUnsignedLong(bytes.getShort(4)) << 32 | Integer.toUnsignedLong(bytes.getInt(6));
    }

    private CompletableFuture<HttpResponse<String>> again(HttpRequest request) {
        return send(request)
                .thenCompose(answer ->
                        answer.statusCode() == 503 ? again(request) : CompletableFuture.completedFuture(answer));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private static String field(HttpResponse<String> answer, int expected, String name) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("HTTP " + answer.statusCode() + " " + answer.body());
        }
        return FIELD.matcher(answer.body())
                .results()
                .filter(match -> match.group(1).equals(name))
                .findFirst()
                .orElseThrow()
                .group(2);
    }
}
