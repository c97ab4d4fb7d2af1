package io.waitingroom.redis;

import io.waitingroom.room.RoomSetting;
import io.waitingroom.room.RoomSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Creates a room that does not exist yet. There are two cases: the first join arrives before the first granter starts,
 * or Redis has lost the room.
 */
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

    /** Returns the settings as the room's hash stores them: each field is followed by its value. */
    static List<String> fields(RoomSettings settings) {
        var fields = new ArrayList<>(List.of("longest-poll", Long.toString(RoomSettings.MAX_POLL_INTERVAL.toMillis())));
        for (var setting : RoomSetting.values()) {
            fields.add(setting.field());
            fields.add(Long.toString(settings.value(setting)));
        }
        return fields;
    }
}
