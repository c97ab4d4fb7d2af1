package io.waitingroom.session;

/** Where a session stands. {@code WAITING → ACTIVE → LEFT | EXPIRED}; a waiting session may end as well. */
public enum SessionState {
    /** Has a place in the queue. */
    WAITING,
    /** Holds one of the room's slots: its holder may proceed. */
    ACTIVE,
    /** Ended by its holder. Final. */
    LEFT,
    /** Ended because its deadline passed. Final. */
    EXPIRED;

    /** Whether no step can change this state any more. */
    public boolean isFinal() {
        return this == LEFT || this == EXPIRED;
    }
}
