package io.waitingroom.api;

import io.waitingroom.process.Readiness;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.SharedSigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An API server is ready while Redis takes writes, the fleet agrees on a key, and it was not told to end. */
final class ApiReadiness implements Readiness {
    private final RedisLink redis;
    private final SharedSigningKey sharedKey;
    private volatile boolean draining;

    ApiReadiness(RedisLink redis, SharedSigningKey sharedKey) {
        this.redis = redis;
        this.sharedKey = sharedKey;
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
        return Map.of("role", "api-server");
    }
}
