package io.waitingroom.fleet;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.process.Program;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RedisSessions;
import io.waitingroom.redis.RedisSnapshots;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.redis.SignOfLife;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.JoinOutcome.Joined;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Creates many sessions directly in Redis, without an API server. It also writes the sign of life of an API server,
 * because without this sign no session would be admitted.
 */
public final class Crowd implements AutoCloseable {
    private static final int BATCH_SIZE = 1_000;
    private static final long START_TIMEOUT_SECONDS = 10;

    private final RedisLink redis;
    private final RedisSessions sessions;
    private final RedisClient client;
    private final SigningKey key = SigningKey.random();
    private StatefulRedisConnection<String, String> connection;

    public Crowd(String uri, MeterRegistry metrics) {
        redis = new RedisLink(RedisURI.create(uri), false, metrics);
        redis.withSign(SignOfLife.of(RoomKeys.DEFAULT, Program.version(), List::of))
                .open()
                .firstVerdict()
                .toCompletableFuture()
                .orTimeout(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
        sessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        client = RedisClient.create(uri);
    }

    /**
     * Creates this many sessions. Fails if a join is refused.
     *
     * @param withKey whether each join carries an Idempotency-Key of its own
     * @return the sessions, in the order of the joins
     */
    public List<SessionId> join(int people, boolean withKey) {
        var ids = new ArrayList<SessionId>(people);
        for (int start = 0; start < people; start += BATCH_SIZE) {
            var batch = new ArrayList<CompletableFuture<Joined>>();
            for (int i = start; i < Math.min(people, start + BATCH_SIZE); i++) {
                batch.add(sessions.join(hash(withKey)).thenApply(outcome -> (Joined) outcome));
            }
            batch.forEach(joined -> ids.add(joined.join().id()));
        }
        return ids;
    }

    /** Returns an object that can read sessions, send their heartbeats and end them. */
    public RedisSessions sessions() {
        return sessions;
    }

    /** Returns a reader of the room's snapshots. Positions can be computed from a snapshot. */
    public RedisSnapshots snapshots() {
        return new RedisSnapshots(redis, RoomKeys.DEFAULT);
    }

    private Optional<byte[]> hash(boolean withKey) {
        return withKey ? Optional.of(new IdempotencyKey(UUID.randomUUID().toString()).hash(key)) : Optional.empty();
    }

    /** Returns the steps of a granter, for a room in which no granter runs. */
    public RedisRoom room(RoomSettings settings) {
        return new RedisRoom(redis, RoomKeys.DEFAULT, settings);
    }

    /** Returns Redis's total memory in bytes (used_memory). */
    public long usedMemory() {
        return Long.parseLong(RedisInfo.of(raw()).text("used_memory"));
    }

    /** Returns a plain connection to Redis, for data that the room's scripts do not return. */
    public synchronized RedisCommands<String, String> raw() {
        if (connection == null) {
            connection = client.connect();
        }
        return connection.sync();
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
