package io.waitingroom.fleet;

import io.waitingroom.redis.RoomKeys;

/** Returns the Redis keys of the default room. */
public final class Keys {
    private Keys() {}

    /**
     * Returns the full name of the key with this short name. The file {@code include/room.lua} derives the full names
     * in the same way.
     */
    public static String of(String name) {
        return RoomKeys.DEFAULT.room().replaceAll("room$", name);
    }
}
