package io.waitingroom.session;

/** What became of a join. */
public sealed interface JoinOutcome {
    /**
     * The person has a session.
     *
     * @param id names it
     * @param state WAITING for a new session; a repeated join may find its session ACTIVE
     * @param repeated whether the session had been made before, for the same Idempotency-Key
     */
    record Joined(SessionId id, SessionState state, boolean repeated) implements JoinOutcome {}

    /** The entry would have been a wait, and nothing was done. */
    record Full() implements JoinOutcome {}

    /** The join reached Redis later than its sender would have waited for it, and was not done. */
    record TooLate() implements JoinOutcome {}
}
