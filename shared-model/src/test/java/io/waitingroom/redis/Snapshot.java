package io.waitingroom.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads all data of a Redis for comparison: the content and the expiry time of each key. */
final class Snapshot {
    private Snapshot() {}

    static Map<String, String> of(RedisCommands<String, String> redis) {
        var all = new TreeMap<String, String>();
        for (var key : redis.keys("*")) {
            all.put(key, content(redis, key) + " until " + redis.pexpiretime(key));
        }
        return all;
    }

    /** Reads a hash field by field, because the order in a dump of a large hash changes while Redis rehashes it. */
    private static String content(RedisCommands<String, String> redis, String key) {
        return redis.type(key).equals("hash")
                ? new TreeMap<>(redis.hgetall(key)).toString()
                : HexFormat.of().formatHex(redis.dump(key));
    }
}
