package io.waitingroom.session;

/** The outcome of a join. */
public sealed interface JoinOutcome {
    /**
     * The outcome for a visitor who has a session now.
     *
     * @param id the id of the session
     * @param state the state of the session. A new session is WAITING. A repeated join may find that the session is
     *     ACTIVE
     * @param repeated whether an earlier join with the same Idempotency-Key created the session
     */
    record Joined(SessionId id, SessionState state, boolean repeated) implements JoinOutcome {}

    /**
     * The outcome of an instant entry that was not possible, because the visitor would have to wait. Nothing was
     * changed.
     */
    record Full() implements JoinOutcome {}

    /**
     * The outcome of a join that reached Redis after its deadline, when the client no longer waits for the response.
     * Nothing was changed.
     */
    record TooLate() implements JoinOutcome {}
}
