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
 * Many people who join at once, past HTTP: what an API server would do for them, without the API server, whose sign of life
 * this gives as well, so that they are admitted.
 */
public final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 1_000;
    private static final long START_LIMIT_SECONDS = 10;

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
                .orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        sessions = new RedisSessions(redis, RoomKeys.DEFAULT);
        client = RedisClient.create(uri);
    }

    /**
     * Lets so many people join, each with a key of their own or none; all of them must get in.
     *
     * @return their sessions, in the order in which they asked
     */
    public List<SessionId> join(int people, boolean withKey) {
        var ids = new ArrayList<SessionId>(people);
        for (int begun = 0; begun < people; begun += AT_ONCE) {
            var batch = new ArrayList<CompletableFuture<Joined>>();
            for (int i = begun; i < Math.min(people, begun + AT_ONCE); i++) {
                batch.add(sessions.join(hash(withKey)).thenApply(outcome -> (Joined) outcome));
            }
            batch.forEach(joined -> ids.add(joined.join().id()));
        }
        return ids;
    }

    /** What these people can do after they have joined. */
    public RedisSessions sessions() {
        return sessions;
    }

    /** Where these people stand. */
    public RedisSnapshots snapshots() {
        return new RedisSnapshots(redis, RoomKeys.DEFAULT);
    }

    private Optional<byte[]> hash(boolean withKey) {
        return withKey ? Optional.of(new IdempotencyKey(UUID.randomUUID().toString()).hash(key)) : Optional.empty();
    }

    /** What leads this crowd's room where no granter does. */
    public RedisRoom room(RoomSettings settings) {
        return new RedisRoom(redis, RoomKeys.DEFAULT, settings);
    }

    /** What Redis says that it takes in all, in bytes. */
    public long usedMemory() {
        return Long.parseLong(RedisInfo.of(raw()).text("used_memory"));
    }

    /** Redis itself, to be asked what the room's steps do not tell. */
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
