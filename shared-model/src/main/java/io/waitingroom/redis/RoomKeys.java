package io.waitingroom.redis;

/**
 * The names of a room's keys. The braces put all of them into one slot of a Redis Cluster.
 *
 * @param name the room's name, which is its event's id
 */
public record RoomKeys(String name) {
    /** The only room of a system without further rooms. */
    public static final RoomKeys DEFAULT = new RoomKeys("default");

    /** The key of the room's hash. Every script derives the other keys from it. */
    public String room() {
        return prefix() + "room";
    }

    /** The channel that announces joins and freed slots. */
    public String wake() {
        return prefix() + "wake";
    }

    /** The channel that announces grants. */
    public String granted() {
        return prefix() + "granted";
    }

    /** The key that holds the fleet's signing key for session ids. */
    public String signingKey() {
        return prefix() + "signing-key";
    }

    private String prefix() {
        return "waiting-room:{" + name + "}:";
    }
}
