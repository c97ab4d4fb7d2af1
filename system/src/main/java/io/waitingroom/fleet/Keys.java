package io.waitingroom.fleet;

import io.waitingroom.redis.RoomKeys;

/** Returns the Redis keys of the default room. */
public final class Keys {
    private Keys() {}

    /** Returns the key with this short name, derived in the same way as in include/room.lua. */
    public static String of(String name) {
        return RoomKeys.DEFAULT.room().replaceAll("room$", name);
    }
}
