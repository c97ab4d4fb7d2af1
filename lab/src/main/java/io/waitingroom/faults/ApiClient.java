package io.waitingroom.faults;

import io.waitingroom.history.Call;
import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import io.waitingroom.history.Call.Unknown;
import io.waitingroom.history.Call.Unsent;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Sends the requests of a drill's visitors to the API servers, and records each call. */
final class ApiClient {
    private static final JsonMapper JSON = new JsonMapper();
    /**
     * The timeout of a request. It is longer than the two seconds within which an API server responds even if Redis does not.
     */
    private static final Duration TIMEOUT = Duration.ofMillis(3_500);

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> failedAt = new ConcurrentHashMap<>();
    private final List<Integer> ports;

    /**
     * Creates a client of these API servers.
     *
     * @param ports the ports of the API servers on loopback, at least two
     */
    ApiClient(List<Integer> ports) {
        this.ports = ports;
    }

    HttpClient client() {
        return client;
    }

    /** Returns all calls that have ended so far, with a response or without one. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the ids of all sessions that the response to a join has acknowledged. */
    Set<String> acknowledgedSessions() {
        return calls.stream()
                .filter(call -> call.kind() == Kind.JOIN && call.answer() instanceof Answered)
                .map(call -> ((Answered) call.answer()).session())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    CompletableFuture<Answer> join(String key) {
        var request = request(Kind.JOIN, key, "").header("Idempotency-Key", key).POST(BodyPublishers.noBody());
        return send(Kind.JOIN, key, AsOfCodec.NONE, request);
    }

    /**
     * Requests the status of a session.
     *
     * @param token the token of an earlier answer, or {@link AsOfCodec#NONE} to send no token
     */
    CompletableFuture<Answer> poll(String id, String token) {
        return send(
                Kind.POLL,
                id,
                token,
                request(Kind.POLL, id, "/" + id + query(token)).GET());
    }

    /**
     * Sends a heartbeat for a session.
     *
     * @param token the token of an earlier answer, or {@link AsOfCodec#NONE} to send no token
     */
    CompletableFuture<Answer> heartbeat(String id, String token) {
        var request = request(Kind.HEARTBEAT, id, "/" + id + ":heartbeat" + query(token))
                .POST(BodyPublishers.noBody());
        return send(Kind.HEARTBEAT, id, token, request);
    }

    CompletableFuture<Answer> leave(String id) {
        return send(
                Kind.LEAVE,
                id,
                AsOfCodec.NONE,
                request(Kind.LEAVE, id, "/" + id + ":leave").POST(BodyPublishers.noBody()));
    }

    private static String query(String token) {
        return token.isEmpty() ? "" : "?asOf=" + token;
    }

    // Reads the token without checking its signature, for which it lacks the fleet's key: the invariants check the
    // answers.
    private static long changes(String token) {
        return AsOfCodec.parseUnverified(token).map(AsOf::changes).orElse(Call.NONE);
    }

    /** Returns the URI at which sessions are created, on an API server that is chosen at random. */
    URI sessions() {
        return sessions(ports.get(ThreadLocalRandom.current().nextInt(ports.size())));
    }

    // A call that got no response or a 503 is retried at another server, as behind a load balancer.
    private int port(String call) {
        var failed = failedAt.remove(call);
        var others = ports.stream().filter(port -> !port.equals(failed)).toList();
        return others.get(ThreadLocalRandom.current().nextInt(others.size()));
    }

    private void storeFailure(String call, int port, Answer answer) {
        if (!(answer instanceof Answered response) || response.status() == 503) {
            failedAt.put(call, port);
        }
    }

    private static URI sessions(int port) {
        return URI.create("http://127.0.0.1:" + port + "/api/waiting-room/sessions");
    }

    void record(Call call) {
        calls.add(call);
    }

    private HttpRequest.Builder request(Kind kind, String session, String path) {
        return HttpRequest.newBuilder(URI.create(sessions(port(kind + session)) + path))
                .timeout(TIMEOUT);
    }

    private CompletableFuture<Answer> send(Kind kind, String session, String token, HttpRequest.Builder request) {
        var start = System.nanoTime();
        return client.sendAsync(request.build(), BodyHandlers.ofString()).handle((response, error) -> {
            var answer = error == null ? answer(response) : withoutResponse(error);
            record(new Call(kind, session, changes(token), start, System.nanoTime(), answer));
            storeFailure(kind + session, request.build().uri().getPort(), answer);
            return answer;
        });
    }

    // The drill's proxies accept every connection, so that a timeout while connecting is the client's own delay.
    private static Answer withoutResponse(Throwable error) {
        return error instanceof HttpConnectTimeoutException || error.getCause() instanceof HttpConnectTimeoutException
                ? new Unsent(String.valueOf(error.getMessage()))
                : new Unknown(String.valueOf(error.getMessage()));
    }

    private static Answer answer(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2 || response.body().isEmpty()) {
            var token = response.headers().firstValue("Waiting-Room-As-Of").orElse(AsOfCodec.NONE);
            var retryAfter = response.headers().firstValueAsLong("Retry-After").orElse(0);
            return new Answered(response.statusCode(), "", "", 0, 0, changes(token), token, retryAfter);
        }
        var body = JSON.readTree(response.body());
        var token = body.path("asOf").asString(AsOfCodec.NONE);
        return new Answered(
                response.statusCode(),
                body.path("sessionId").asString(""),
                body.path("status").asString(""),
                body.path("heartbeatAfterSeconds").asDouble(0),
                body.path("position").asLong(0),
                changes(token),
                token,
                0);
    }
}
