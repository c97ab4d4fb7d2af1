package io.waitingroom.api;

import io.waitingroom.permit.PermitKeys;
import io.waitingroom.process.Readiness;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.SharedSigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An API server is ready while Redis takes writes, the fleet agrees on its signing key, and it was not told to end. Those who
 * wait need no permits, so that a server without a key for these is ready, and says so.
 */
final class ApiReadiness implements Readiness {
    private final RedisLink redis;
    private final SharedSigningKey sharedKey;
    private final PermitKeys permitKeys;
    private volatile boolean draining;

    ApiReadiness(RedisLink redis, SharedSigningKey sharedKey, PermitKeys permitKeys) {
        this.redis = redis;
        this.sharedKey = sharedKey;
        this.permitKeys = permitKeys;
    }

    void drain() {
        draining = true;
    }

    @Override
    public List<String> problems() {
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
