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
            all.put(key, HexFormat.of().formatHex(redis.dump(key)) + " until " + redis.pexpiretime(key));
        }
        return all;
    }
}
