package io.waitingroom.session;

/** The outcome of a join. */
public sealed interface JoinOutcome {
    /**
     * The visitor has a session.
     *
     * @param id of the session
     * @param state WAITING for a new session; a repeated join may find its session ACTIVE
     * @param repeated whether an earlier join with the same Idempotency-Key created the session
     */
    record Joined(SessionId id, SessionState state, boolean repeated) implements JoinOutcome {}

    /** An instant entry was not possible, because the visitor would have to wait. Nothing was changed. */
    record Full() implements JoinOutcome {}

    /** The join reached Redis after its deadline, when the client no longer waits for it. Nothing was changed. */
    record TooLate() implements JoinOutcome {}
}
