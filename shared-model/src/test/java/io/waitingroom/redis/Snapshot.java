package io.waitingroom.redis;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a Redis holds, to be compared: each key's content and the moment at which it expires. */
final class Snapshot {
    private Snapshot() {}

    static Map<String, String> of(RedisCommands<String, String> redis) {
        var all = new TreeMap<String, String>();
        for (var key : redis.keys("*")) {
            all.put(key, content(redis, key) + " until " + redis.pexpiretime(key));
        }
        return all;
    }

    /** A hash is read field by field: the order in which Redis dumps a large one changes by itself while it is rehashed. */
    private static String content(RedisCommands<String, String> redis, String key) {
        return redis.type(key).equals("hash")
                ? new TreeMap<>(redis.hgetall(key)).toString()
                : HexFormat.of().formatHex(redis.dump(key));
    }
}
