package io.waitingroom.history;

/** An entry of a room's audit trail. */
public sealed interface Event {
    /** Returns the latest time at which it can have happened: when the recorder read it, in ns of its monotonic clock. */
    long latest();

    /**
     * A change of a session's state.
     *
     * @param earliest the earliest time at which it can have happened, on the same clock: when the recorder last read the
     *     trail and did not find it
     * @param latest see {@link Event#latest}
     * @param from the state before; empty for a new session
     * @param to the state after
     * @param roomTime when it happened in room time, ms
     * @param epoch the epoch of the leader that made the change, or that led when a client made it
     */
    record Transition(long earliest, long latest, Holder holder, String from, String to, long roomTime, long epoch)
            implements Event {}

    /**
     * The start of a granter's leadership.
     *
     * @param latest see {@link Event#latest}
     * @param roomTime when it happened in room time, ms
     * @param tickets the last ticket given by then. Where a trail begins in the middle, the sessions of these tickets are
     *     WAITING or have ended
     * @param capacity the capacity from here on
     */
    record Leader(long latest, long epoch, long roomTime, long tickets, int capacity) implements Event {}

    /** The loss of all of the room's data in Redis; a new room begins. Written by the recorder, which caused the loss. */
    record RoomLost(long latest) implements Event {}
}
