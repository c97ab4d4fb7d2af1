package io.waitingroom.api;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.redis.RedisRoom;
import io.waitingroom.redis.RedisSnapshots;
import io.waitingroom.redis.RoomKeys;
import io.waitingroom.room.LeadOutcome;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomFigures;
import io.waitingroom.room.RoomSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The room of an API server. The test is its leader: moves its time on, grants sessions, and reads its keys. */
final class TestRoom implements AutoCloseable {
    private static final String SIGNS_OF_LIFE = "waiting-room:{default}:servers";
    private static final Duration LEASE = Duration.ofMinutes(5);

    final RedisCommands<String, String> raw;
    private final RedisLink link;
    private final RedisRoom room;
    private final Lease lease;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    TestRoom(String redisUri) {
        this(redisUri, RoomSettings.DEFAULTS);
    }

    TestRoom(String redisUri, RoomSettings settings) {
        client = RedisClient.create(redisUri);
        connection = client.connect(new StringCodec(StandardCharsets.ISO_8859_1));
        raw = connection.sync();
        link = new RedisLink(RedisURI.create(redisUri), true, new SimpleMeterRegistry()).open();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> link.trouble().isEmpty());
        room = new RedisRoom(link, RoomKeys.DEFAULT, settings);
        lease = ((LeadOutcome.Leading) room.lead("by-hand", LEASE, Optional.empty())).lease();
    }

    static RoomSettings capacity(int capacity) {
        var defaults = RoomSettings.DEFAULTS;
        return new RoomSettings(
                capacity,
                defaults.batchSize(),
                defaults.rate(),
                defaults.waitingTtl(),
                defaults.activeTtl(),
                defaults.claimTtl(),
                defaults.maxActive(),
                defaults.retention(),
                defaults.audit());
    }

    /** Grants as many sessions as capacity and pace allow. Returns their number. */
    int grant() {
        tick(Duration.ofSeconds(1));
        return room.grant(lease).orElseThrow().waits().size();
    }

    /** Grants like {@link #grant}, but does not move room time on. */
    void grantNow() {
        room.grant(lease);
    }

    /** Moves room time on by exactly this much. */
    void tick(Duration step) {
        raw.hset(RoomKeys.DEFAULT.room(), "at", "0");
        room.tick(lease, LEASE, step).orElseThrow();
    }

    /** Returns the number of API servers that report themselves as ready. */
    long apiServers() {
        return room.apiServers();
    }

    RoomFigures figures() {
        return new RedisSnapshots(link, RoomKeys.DEFAULT)
                .read(Optional.empty())
                .join()
                .orElseThrow()
                .figures();
    }

    /** Returns the content of Redis, except the signs of life of the API servers, which do not depend on requests. */
    Map<String, String> dump() {
        var all = new TreeMap<String, String>();
        for (var key : raw.keys("*")) {
            if (!key.equals(SIGNS_OF_LIFE)) {
                all.put(key, content(key));
            }
        }
        return all;
    }

    /** A hash is read field by field: the order in which Redis dumps a large one changes by itself while it is rehashed. */
    private String content(String key) {
        return raw.type(key).equals("hash")
                ? new TreeMap<>(raw.hgetall(key)).toString()
                : HexFormat.of().formatHex(raw.dump(key));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        link.close();
    }
}
