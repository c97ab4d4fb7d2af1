package io.waitingroom.room;

/** The outcome of a granter's attempt to take the lease. */
public sealed interface LeadOutcome {
    /** The room's figures, for a leader and for a standby. */
    RoomFigures figures();

    /** The granter is the leader. */
    record Leading(Lease lease, RoomFigures figures) implements LeadOutcome {}

    /**
     * Another granter is the leader.
     *
     * @param holder that granter's token
     */
    record StandingBy(String holder, RoomFigures figures) implements LeadOutcome {}
}
