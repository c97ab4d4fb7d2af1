package io.waitingroom.room;

/** What became of a granter's wish to lead. */
public sealed interface LeadOutcome {
    /** The room in numbers, for a standby as for a leader. */
    RoomFigures figures();

    /** The granter leads. */
    record Leading(Lease lease, RoomFigures figures) implements LeadOutcome {}

    /**
     * Another granter leads.
     *
     * @param holder the token of that granter
     */
    record StandingBy(String holder, RoomFigures figures) implements LeadOutcome {}
}
