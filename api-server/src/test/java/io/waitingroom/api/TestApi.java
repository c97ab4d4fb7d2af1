package io.waitingroom.api;

import io.javalin.config.RoutesConfig;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.http.HttpServer;
import io.waitingroom.permit.PermitKeys;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.SharedSigningKey;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionIds;
import io.waitingroom.session.SigningKey;
import io.waitingroom.stream.EventStreams;
import io.waitingroom.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/** An API server of a fleet on a free port, with methods to call it. */
final class TestApi implements AutoCloseable {
    static final String SESSIONS = "/api/waiting-room/sessions";
    static final String VERIFY = "/api/waiting-room/verify";
    static final BodyPublisher NO_BODY = BodyPublishers.noBody();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    final MeterRegistry metrics = new SimpleMeterRegistry();
    final String redisUri;
    final RedisLink redis;
    final SharedSigningKey sharedKey;
    final PermitKeys permitKeys;
    final ApiReadiness readiness;
    final HttpServer http;
    final EventStreams streams;
    private final ApiRuntime runtime;

    TestApi(String redisUri) {
        this(redisUri, null);
    }

    /** @param configured the signing key that the server requires, or null */
    TestApi(String redisUri, SigningKey configured) {
        this(redisUri, configured, new String[0]);
    }

    /** Starts a server for one test, on an empty Redis. */
    static TestApi with(String... flags) {
        return new TestApi(TestRedis.emptied(), null, flags).awaitReady();
    }

    /** Starts a server for one test, with a maximum lifetime of its streams. */
    static TestApi withStreamLifetime(Duration lifetime, String redisUri) {
        return new TestApi(redisUri, null, lifetime, routes -> {}).awaitReady();
    }

    /**
     * @param configured the signing key that the server requires, or null
     * @param flags flags of the API server, except those for its addresses and Redis
     */
    TestApi(String redisUri, SigningKey configured, String... flags) {
        this(redisUri, configured, EventStreams.MAX_LIFETIME, routes -> {}, flags);
    }

    /** Starts a server for one test, on an empty Redis, with an extra route. */
    static TestApi withRoute(Consumer<RoutesConfig> extraRoute) {
        return new TestApi(TestRedis.emptied(), null, EventStreams.MAX_LIFETIME, extraRoute).awaitReady();
    }

    private TestApi(
            String redisUri,
            SigningKey configured,
            Duration streamLifetime,
            Consumer<RoutesConfig> extraRoute,
            String... flags) {
        var allFlags = new ArrayList<>(List.of(flags));
        Optional.ofNullable(configured).ifPresent(key -> allFlags.add("--signing-key=" + key.text()));
        this.redisUri = redisUri;
        redis = new RedisLink(RedisURI.create(redisUri), true, metrics);
        runtime = new ApiRuntime(
                CommandLine.populateCommand(new ApiFlags(), allFlags.toArray(String[]::new)),
                redis,
                metrics,
                streamLifetime,
                List.of(extraRoute));
        sharedKey = runtime.sharedKey;
        permitKeys = runtime.permitKeys;
        readiness = runtime.readiness;
        http = runtime.http;
        streams = runtime.streams;
        runtime.start().serve("127.0.0.1", 0);
    }

    /** Returns the server that most tests share, and empties its Redis. It is never closed, because that takes a second. */
    static TestApi shared() {
        TestRedis.emptied();
        Shared.API.sharedKey.agree().join();
        Shared.API.permitKeys.agree().join();
        return Shared.API;
    }

    private static final class Shared {
        static final TestApi API = new TestApi(TestRedis.emptied()).awaitReady();
    }

    TestApi awaitReady() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        readiness.problems().isEmpty() && permitKeys.trouble().isEmpty());
        return this;
    }

    static String sessionPath(String id) {
        return SESSIONS + "/" + id;
    }

    /** Joins. Returns the new session's id. */
    String join() {
        var response = post(SESSIONS);
        if (response.statusCode() != 202) {
            throw new IllegalStateException("the join was refused: " + response.statusCode() + " " + response.body());
        }
        return Body.of(response).text("sessionId");
    }

    HttpResponse<String> look(String id) {
        return call("GET", sessionPath(id));
    }

    /** Looks with an {@code asOf} that is newer than the cache of this server, so that it asks Redis. */
    HttpResponse<String> lookUncached(String id) {
        return call("GET", sessionPath(id) + "?asOf=" + asOf(id, 1_000_000));
    }

    /** Returns the {@code asOf} of a session's room after a number of changes; {@link AsOfCodec#NONE} for an invalid id. */
    String asOf(String id, long changes) {
        var key = sharedKey.key().orElseThrow();
        return new SessionIds(key, "default")
                .read(id)
                .map(session -> new AsOfCodec(key, "default").write(session.incarnation(), AsOf.after(changes)))
                .orElse(AsOfCodec.NONE);
    }

    /** Joins and grants. Returns the new session's id, which is ACTIVE if there is room. */
    String join(TestRoom room) {
        var id = join();
        room.grant();
        return id;
    }

    /** Returns the permit of an ACTIVE session. */
    String permit(String id) {
        return Body.of(lookUncached(id)).text("permit");
    }

    /** Calls the permit check with these headers. */
    HttpResponse<String> verify(String... headers) {
        return call("GET", VERIFY, NO_BODY, headers);
    }

    HttpResponse<String> heartbeat(String id) {
        return post(sessionPath(id) + ":heartbeat");
    }

    HttpResponse<String> leave(String id) {
        return post(sessionPath(id) + ":leave");
    }

    HttpResponse<String> post(String path) {
        return call("POST", path);
    }

    HttpResponse<String> postJson(String path, String body) {
        return call("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    HttpResponse<String> call(String method, String path) {
        return call(method, path, BodyPublishers.noBody());
    }

    HttpResponse<String> call(String method, String path, BodyPublisher body, String... headers) {
        try {
            return CLIENT.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<HttpResponse<String>> callAsync(String method, String path, String... headers) {
        return CLIENT.sendAsync(request(method, path, NO_BODY, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static final Set<String> BACKGROUND_SCRIPTS = Set.of("snapshot", "permit_keys");

    /** Returns the number of Redis calls that requests caused. The room and the keys are also read in the background. */
    long redisCalls() {
        return metrics.find("waitingroom.redis.calls").timers().stream()
                .filter(timer -> !BACKGROUND_SCRIPTS.contains(timer.getId().getTag("script")))
                .mapToLong(Timer::count)
                .sum();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
