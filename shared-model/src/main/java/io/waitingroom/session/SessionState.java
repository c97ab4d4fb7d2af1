package io.waitingroom.session;

/**
 * The state of a session: {@code WAITING → ACTIVE → LEFT | EXPIRED}. A WAITING session may also become LEFT or EXPIRED.
 */
public enum SessionState {
    /** In the queue. */
    WAITING,
    /** Holds one of the room's slots. The holder may proceed to the protected service. */
    ACTIVE,
    /** Ended by the holder. Final. */
    LEFT,
    /** Ended because its deadline passed. Final. */
    EXPIRED;

    /** Returns whether the state can no longer change. */
    public boolean isFinal() {
        return this == LEFT || this == EXPIRED;
    }
}
