package io.waitingroom.history;

/** An entry of a room's audit trail. */
public sealed interface Event {
    /**
     * Returns the latest time at which this event can have happened. It is the time at which the recorder read the entry, in
     * nanoseconds of the recorder's monotonic clock.
     */
    long latest();

    /**
     * A change of a session's state.
     *
     * @param earliest the earliest time at which the change can have happened, on the same clock as {@code latest}: the time of
     *     the last read of the trail that did not find the entry
     * @param latest see {@link Event#latest}
     * @param from the state before the change; empty for a new session
     * @param to the state after the change
     * @param roomTime the room time of the change in ms
     * @param epoch the epoch of the leader that made the change. If a client made the change, the epoch of the leader at that
     *     time
     */
    record Transition(long earliest, long latest, Holder holder, String from, String to, long roomTime, long epoch)
            implements Event {}

    /**
     * The start of a granter's leadership.
     *
     * @param latest see {@link Event#latest}
     * @param roomTime the room time of the start in ms
     * @param tickets the last ticket that had been given by then. If the trail begins in the middle of a room's life, the
     *     sessions with the tickets up to this one are WAITING or have ended
     * @param capacity the capacity from this start on
     */
    record Leader(long latest, long epoch, long roomTime, long tickets, int capacity) implements Event {}

    /**
     * The loss of all data of a room in Redis, after which a new room begins. The recorder caused the loss, and therefore adds
     * this event.
     */
    record RoomLost(long latest) implements Event {}
}
