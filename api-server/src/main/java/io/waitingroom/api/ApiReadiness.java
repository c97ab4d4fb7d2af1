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
import java.util.stream.Stream;

/**
 * An API server is ready while it takes requests, Redis takes writes, the fleet agrees on its signing key, and it was not told
 * to end. Those who wait need no permits, so that a server without a key for these is ready, and says so.
 */
final class ApiReadiness implements Readiness {
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final RedisLink redis;
    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private volatile boolean open;
    private volatile boolean draining;

    ApiReadiness(RedisLink redis, SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.redis = redis;
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    /** The server takes requests from here on. */
    void opened() {
        open = true;
    }

    void drain() {
        draining = true;
    }

    /** Waits until all requests could be answered, those for permits too, or for so long. */
    void await(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!(obstacles().isEmpty() && permitKeys.trouble().isEmpty()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    @Override
    public List<String> problems() {
        return Stream.concat(
                        obstacles().stream(),
                        Stream.of("this server takes no requests yet").filter(starting -> !open))
                .toList();
    }

    private List<String> obstacles() {
        return Stream.of(
                        redis.trouble().map(trouble -> "Redis: " + trouble),
                        sharedKey.trouble(),
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
