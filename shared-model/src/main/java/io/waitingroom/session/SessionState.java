package io.waitingroom.session;

/**
 * The state of a session: {@code WAITING → ACTIVE → LEFT | EXPIRED}. A WAITING session may also become LEFT or EXPIRED.
 */
public enum SessionState {
    /** The session is in the queue. */
    WAITING,
    /** The session holds one of the room's slots. The holder may proceed to the protected service. */
    ACTIVE,
    /** The session was ended by its holder. This state is final. */
    LEFT,
    /** The session ended because its deadline passed. This state is final. */
    EXPIRED;

    /** Returns whether the state can no longer change. */
    public boolean isFinal() {
        return this == LEFT || this == EXPIRED;
    }
}
