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

    /** Somebody would have had to wait who was not to, and has no session. */
    record Full() implements JoinOutcome {}

    /** The join reached Redis later than its sender would have waited for it, and was not done. */
    record TooLate() implements JoinOutcome {}
}
