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
 * An API server is ready while Redis takes writes and holds no room of another format, the fleet agrees on its signing key, its
 * HTTP server answers, and it was not told to end. Those who wait need no permits, so that a server without a key for these is
 * ready, and says so.
 */
final class ApiReadiness implements Readiness {
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final RedisLink redis;
    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private volatile Supplier<Optional<String>> http = () -> Optional.of("the HTTP server has not started yet");
    private volatile boolean draining;

    ApiReadiness(RedisLink redis, SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.redis = redis;
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    /** @param trouble says why the HTTP server cannot answer people at the moment, and does not wait to find out */
    void serves(Supplier<Optional<String>> trouble) {
        http = trouble;
    }

    void drain() {
        draining = true;
    }

    /** Waits until Redis and all keys are known, those of permits too, or for so long. */
    void await(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!knowsWhatItNeeds() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private boolean knowsWhatItNeeds() {
        return Stream.of(redis.trouble(), redis.roomTrouble(), sharedKey.trouble(), permitKeys.trouble())
                .allMatch(Optional::isEmpty);
    }

    @Override
    public List<String> problems() {
        var ofRedis = Stream.of(
                redis.trouble().map(trouble -> "Redis: " + trouble),
                redis.roomTrouble().map(trouble -> "this build cannot be used: " + trouble));
        return Stream.concat(ofRedis.flatMap(Optional::stream), ownProblems().stream())
                .toList();
    }

    /** What keeps this server from answering people, apart from Redis and what is in it. */
    List<String> ownProblems() {
        return Stream.of(
                        sharedKey.trouble(),
                        http.get(),
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
