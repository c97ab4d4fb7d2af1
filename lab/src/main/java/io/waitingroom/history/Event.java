package io.waitingroom.history;

/** One entry of a room's audit trail. */
public sealed interface Event {
    /** When the recorder read it at the latest, in nanoseconds of its monotonic clock. It happened before. */
    long seen();

    /**
     * A session changed its state.
     *
     * @param after when the recorder looked and it had not happened yet, on the same clock
     * @param from empty for a session that is new
     * @param at room time, ms
     * @param epoch of the leader that did it, or that led when a client did it
     */
    record Transition(long after, long seen, Person person, String from, String to, long at, long epoch)
            implements Event {}

    /**
     * A granter began to lead.
     *
     * @param tickets the last one given by then: where a trail begins in the middle, these are WAITING or gone
     * @param capacity what holds from here on
     */
    record Leader(long seen, long epoch, long at, long tickets, int capacity) implements Event {}

    /** Redis lost everything that the room had; another room begins. Written by the recorder that made it so. */
    record RoomLost(long seen) implements Event {}
}
