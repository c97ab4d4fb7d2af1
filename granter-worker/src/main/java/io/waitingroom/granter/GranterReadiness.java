package io.waitingroom.granter;

import io.waitingroom.process.Readiness;
import io.waitingroom.redis.RedisLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reports whether a granter is ready: it leads, or could become the leader immediately. For this, Redis must accept
 * writes, and the last step must have succeeded. A granter that is ending is not ready.
 */
final class GranterReadiness implements Readiness {
    private final RedisLink redis;
    private final Granter granter;
    private final GranterLoop loop;
    private volatile boolean draining;

    GranterReadiness(RedisLink redis, Granter granter, GranterLoop loop) {
        this.redis = redis;
        this.granter = granter;
        this.loop = loop;
    }

    void drain() {
        draining = true;
    }

    @Override
    public List<String> problems() {
        return Stream.of(
                        redis.trouble().map(trouble -> "Redis: " + trouble),
                        loop.problem().map(problem -> "the last step failed: " + problem),
                        Optional.of("this granter is ending").filter(ending -> draining))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Map<String, String> details() {
        return granter.lease()
                .map(lease -> Map.of("role", "leader", "epoch", Long.toString(lease.epoch())))
                .orElse(Map.of("role", "standby"));
    }
}
