package io.waitingroom.redis;

/**
 * The names of a room's keys. The braces put all of them into one slot of a Redis Cluster.
 *
 * @param name the room's name, which is its event's id
 */
public record RoomKeys(String name) {
    /** The one room of a system that was not told of others. */
    public static final RoomKeys DEFAULT = new RoomKeys("default");

    /** The room's hash, from which every script derives the other keys. */
    public String room() {
        return prefix() + "room";
    }

    /** The channel on which joins and freed slots announce themselves. */
    public String wake() {
        return prefix() + "wake";
    }

    /** The channel on which grants announce themselves. */
    public String granted() {
        return prefix() + "granted";
    }

    /** The key that the fleet signs session ids with. */
    public String signingKey() {
        return prefix() + "signing-key";
    }

    private String prefix() {
        return "waiting-room:{" + name + "}:";
    }
}
