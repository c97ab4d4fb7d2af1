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

/** One API server of a fleet on a free port, ready to be called. */
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

    /** @param configured the signing key to insist on, or null */
    TestApi(String redisUri, SigningKey configured) {
        this(redisUri, configured, new String[0]);
    }

    /** One that ends with its test, on an empty Redis. */
    static TestApi with(String... flags) {
        return new TestApi(TestRedis.emptied(), null, flags).awaitReady();
    }

    /** One whose streams last for so long at most. */
    static TestApi withStreamsOf(Duration life, String redisUri) {
        return new TestApi(redisUri, null, life, routes -> {}).awaitReady();
    }

    /**
     * @param configured the signing key to insist on, or null
     * @param flags an API server's, without those of its addresses and of Redis
     */
    TestApi(String redisUri, SigningKey configured, String... flags) {
        this(redisUri, configured, EventStreams.MAX_LIFETIME, routes -> {}, flags);
    }

    /** One that ends with its test, on an empty Redis, with a route more. */
    static TestApi withRoute(Consumer<RoutesConfig> more) {
        return new TestApi(TestRedis.emptied(), null, EventStreams.MAX_LIFETIME, more).awaitReady();
    }

    private TestApi(
            String redisUri, SigningKey configured, Duration streamLife, Consumer<RoutesConfig> more, String... flags) {
        var given = new ArrayList<>(List.of(flags));
        Optional.ofNullable(configured).ifPresent(key -> given.add("--signing-key=" + key.text()));
        this.redisUri = redisUri;
        redis = new RedisLink(RedisURI.create(redisUri), true, metrics);
        runtime = new ApiRuntime(
                CommandLine.populateCommand(new ApiFlags(), given.toArray(String[]::new)),
                redis,
                metrics,
                streamLife,
                List.of(more));
        sharedKey = runtime.sharedKey;
        permitKeys = runtime.permitKeys;
        readiness = runtime.readiness;
        http = runtime.http;
        streams = runtime.streams;
        runtime.start().serve("127.0.0.1", 0);
    }

    /** The server that most tests share, on an empty Redis. Nobody closes it: that takes a second. */
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

    static String one(String id) {
        return SESSIONS + "/" + id;
    }

    /** A new session's id. */
    String join() {
        var answer = post(SESSIONS);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("the join was refused: " + answer.statusCode() + " " + answer.body());
        }
        return Body.of(answer).text("sessionId");
    }

    HttpResponse<String> look(String id) {
        return call("GET", one(id));
    }

    /** A look by somebody who knows more than this server's memory can. */
    HttpResponse<String> lookPastMemory(String id) {
        return call("GET", one(id) + "?asOf=" + asOf(id, 1_000_000));
    }

    /** What the fleet would tell of a session's room after so many changes; nothing of one that is none. */
    String asOf(String id, long changes) {
        var key = sharedKey.key().orElseThrow();
        return new SessionIds(key, "default")
                .read(id)
                .map(session -> new AsOfCodec(key, "default").write(session.incarnation(), AsOf.after(changes)))
                .orElse(AsOfCodec.NONE);
    }

    /** A new session's id, which is ACTIVE if there is room. */
    String join(TestRoom room) {
        var id = join();
        room.grant();
        return id;
    }

    /** The permit of a session that is ACTIVE. */
    String permit(String id) {
        return Body.of(lookPastMemory(id)).text("permit");
    }

    /** Asks whether whoever shows that may come in. */
    HttpResponse<String> verify(String... headers) {
        return call("GET", VERIFY, NO_BODY, headers);
    }

    HttpResponse<String> heartbeat(String id) {
        return post(one(id) + ":heartbeat");
    }

    HttpResponse<String> leave(String id) {
        return post(one(id) + ":leave");
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

    CompletableFuture<HttpResponse<String>> begin(String method, String path, String... headers) {
        return CLIENT.sendAsync(request(method, path, NO_BODY, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static final Set<String> ASKED_BY_NOBODY = Set.of("snapshot", "permit_keys");

    /** Calls that somebody asked for: the room and the keys are read whether many ask or few. */
    long redisCalls() {
        return metrics.find("waitingroom.redis.calls").timers().stream()
                .filter(timer -> !ASKED_BY_NOBODY.contains(timer.getId().getTag("script")))
                .mapToLong(Timer::count)
                .sum();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
