package io.waitingroom.redis;

/**
 * The names of a room's keys in Redis. The braces in the names put all keys of a room into one slot of a Redis Cluster.
 *
 * @param name the name of the room, which is also its {@code eventId} in the API
 */
public record RoomKeys(String name) {
    /** The keys of the default room. If a system has only one room, it is this room. */
    public static final RoomKeys DEFAULT = new RoomKeys("default");

    /** Returns the key of the room's hash. Every script derives the names of the other keys from this key. */
    public String room() {
        return prefix() + "room";
    }

    /** Returns the name of the channel on which joins and freed slots are announced. */
    public String wake() {
        return prefix() + "wake";
    }

    /** Returns the name of the channel on which grants are announced. */
    public String granted() {
        return prefix() + "granted";
    }

    /** Returns the name of the key in Redis that holds the fleet's signing key for session ids. */
    public String signingKey() {
        return prefix() + "signing-key";
    }

    private String prefix() {
        return "waiting-room:{" + name + "}:";
    }
}
