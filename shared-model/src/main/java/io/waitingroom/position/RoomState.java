package io.waitingroom.position;

/** Whether a room admits people. */
public enum RoomState {
    /** It does, as slots become free. */
    OPEN,
    /** Its capacity is 0. */
    CLOSED,
    /** It should and does not: nobody leads, or nobody was admitted for far longer than usual. */
    STALLED
}
