package io.waitingroom.api;

import io.waitingroom.permit.PermitKeys;
import io.waitingroom.process.Readiness;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.SharedSigningKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The readiness of an API server. The server is ready while five conditions are true: Redis accepts writes, Redis holds no room of another
 * format, the fleet agrees on the signing key, the HTTP server answers in time, and no shutdown has begun. A server without a key for
 * permits is ready too, because WAITING sessions need no permits. It reports the missing key as a detail.
 */
final class ApiReadiness implements Readiness {
    private static final long POLL_INTERVAL_MILLIS = 10;

    private final RedisLink redis;
    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private volatile Supplier<Optional<String>> httpTrouble = () -> Optional.of("the HTTP server has not started yet");
    private volatile boolean draining;

    ApiReadiness(RedisLink redis, SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.redis = redis;
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    /**
     * Sets the function that checks the HTTP server.
     *
     * @param trouble returns the reason why the HTTP server cannot answer requests at the moment, or empty; it must not block
     */
    void setHttpTrouble(Supplier<Optional<String>> trouble) {
        httpTrouble = trouble;
    }

    void drain() {
        draining = true;
    }

    /** Waits until Redis is reachable and all keys are known, including the permit keys, but no longer than the timeout. */
    void await(Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!hasRedisAndKeys() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL_MILLIS);
        }
    }

    private boolean hasRedisAndKeys() {
        return Stream.of(redis.trouble(), redis.roomTrouble(), sharedKey.trouble(), permitKeys.trouble())
                .allMatch(Optional::isEmpty);
    }

    @Override
    public List<String> problems() {
        var redisProblems = Stream.of(
                redis.trouble().map(trouble -> "Redis: " + trouble),
                redis.roomTrouble().map(trouble -> "this build cannot be used: " + trouble));
        return Stream.concat(redisProblems.flatMap(Optional::stream), ownProblems().stream())
                .toList();
    }

    /** Returns the problems of this server itself, without the problems of Redis and of the data in Redis. */
    List<String> ownProblems() {
        return Stream.of(
                        sharedKey.trouble(),
                        httpTrouble.get(),
                        Optional.of("this server is ending").filter(ending -> draining))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Map<String, String> details() {
        var details = new LinkedHashMap<>(Map.of("role", "api-server"));
        permitKeys.trouble().ifPresent(trouble -> details.put("permits", trouble));
        return details;
    }
}
