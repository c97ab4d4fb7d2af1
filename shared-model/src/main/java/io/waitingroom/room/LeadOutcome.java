package io.waitingroom.room;

/** The outcome of a granter's attempt to take the lease. */
public sealed interface LeadOutcome {
    /** Returns the room's figures, which both a leader and a standby receive. */
    RoomFigures figures();

    /** The outcome for a granter that is now the leader. */
    record Leading(Lease lease, RoomFigures figures) implements LeadOutcome {}

    /**
     * The outcome for a granter that is a standby, because another granter is the leader.
     *
     * @param holder the token of the leader
     */
    record StandingBy(String holder, RoomFigures figures) implements LeadOutcome {}
}
