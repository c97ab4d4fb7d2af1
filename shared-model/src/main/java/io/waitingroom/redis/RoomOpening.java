package io.waitingroom.redis;

import io.waitingroom.room.RoomSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes a room that is not there yet: the first join may come before the first granter, and Redis may lose a room. */
final class RoomOpening {
    private final RedisLink redis;
    private final RoomKeys keys;
    private final RoomSettings settings;
    private final SecureRandom random = new SecureRandom();

    RoomOpening(RedisLink redis, RoomKeys keys, RoomSettings settings) {
        this.redis = redis;
        this.keys = keys;
        this.settings = settings;
    }

    CompletableFuture<Reply> open() {
        var arguments = new ArrayList<String>();
        arguments.add(HexFormat.of().toHexDigits(random.nextInt()));
        arguments.addAll(fields(settings));
        return redis.call(Script.OPEN, keys.room(), arguments.toArray(String[]::new));
    }

    /** The settings as the room's hash holds them. */
    static List<String> fields(RoomSettings settings) {
        return List.of(
                "longest-poll", Long.toString(RoomSettings.LONGEST_POLL.toMillis()),
                "capacity", Integer.toString(settings.capacity()),
                "batch-size", Integer.toString(settings.batchSize()),
                "rate-ms", Long.toString(settings.rate().toMillis()),
                "waiting-ttl", Long.toString(settings.waitingTtl().toMillis()),
                "active-ttl", Long.toString(settings.activeTtl().toMillis()),
                "claim-ttl", Long.toString(settings.claimTtl().toMillis()),
                "max-active", Long.toString(settings.maxActive().toMillis()),
                "retention", Long.toString(settings.retention().toMillis()),
                "audit", Integer.toString(settings.audit()));
    }
}
