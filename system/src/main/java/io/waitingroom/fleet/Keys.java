package io.waitingroom.fleet;

import io.waitingroom.redis.RoomKeys;

/** What the keys of the room are called. */
public final class Keys {
    private Keys() {}

    /** The key of this name, as include/room.lua gives them. */
    public static String of(String name) {
        return RoomKeys.DEFAULT.room().replaceAll("room$", name);
    }
}
