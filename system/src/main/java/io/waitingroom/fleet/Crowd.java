package io.waitingroom.fleet;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.JoinOutcome.Joined;
import io.waitingroom.session.SigningKey;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many people who join at once, past HTTP: what an API server would do for them, without the API server. */
public final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 5_000;
    private static final long START_LIMIT_SECONDS = 10;

    private final RedisLink redis;
    private final RedisSessions sessions;
    private final RedisClient client;
    private final SigningKey key = SigningKey.random();

    public Crowd(String uri, MeterRegistry metrics) {
        redis = new RedisLink(RedisURI.create(uri), false, metrics);
        redis.open()
                .firstVerdict()
                .toCompletableFuture()
                .orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        sessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        client = RedisClient.create(uri);
    }

    /** Lets so many people join, each with a key of their own or none; all of them must get in. */
    public void join(int people, boolean withKey) {
        for (int begun = 0; begun < people; begun += AT_ONCE) {
            var batch = new ArrayList<CompletableFuture<Joined>>();
            for (int i = begun; i < Math.min(people, begun + AT_ONCE); i++) {
                batch.add(sessions.join(hash(withKey)).thenApply(outcome -> (Joined) outcome));
            }
            batch.forEach(CompletableFuture::join);
        }
    }

    private Optional<byte[]> hash(boolean withKey) {
        return withKey ? Optional.of(new IdempotencyKey(UUID.randomUUID().toString()).hash(key)) : Optional.empty();
    }

    /** What Redis says that it takes in all, in bytes. */
    public long usedMemory() {
        try (var connection = client.connect()) {
            return connection
                    .sync()
                    .info("memory")
                    .lines()
                    .filter(line -> line.startsWith("used_memory:"))
                    .mapToLong(line -> Long.parseLong(
                            line.substring("used_memory:".length()).trim()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
