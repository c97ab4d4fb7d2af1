package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * Selects the wait estimates that the leading granter records for a later check. About once a second it selects the
 * estimate for the last place in the queue. If waits are long, it selects estimates less often, so that the
 * number of estimates that wait for their check stays small. An estimate is recorded for a place and not for a
 * session, because the session at that place may end before its turn.
 */
public final class EstimateNotes {
    private static final double MIN_INTERVAL_SECONDS = 1;
    /** The maximum number of estimates that are recorded in a period that is as long as the estimated wait. */
    private static final double NOTES_PER_WAIT = 150;

    private final Pace pace;
    private long nextDue;

    /**
     * Creates the selection for one room.
     *
     * @param pace the room's maximum speed of admissions
     */
    public EstimateNotes(Pace pace) {
        this.pace = pace;
    }

    /** Returns the estimate to record now; empty if no estimate is due. */
    public Optional<NotedEstimate> of(RoomFigures figures) {
        if (figures.now() < nextDue || figures.waiting() <= 0 || RoomState.of(figures, pace, true) != RoomState.OPEN) {
            return Optional.empty();
        }
        var range = new WaitEstimate(figures, pace).of(figures.waiting());
        range.ifPresent(noted -> nextDue =
                figures.now() + (long) (1000 * Math.max(MIN_INTERVAL_SECONDS, noted.middle() / NOTES_PER_WAIT)));
        return range.map(noted -> new NotedEstimate(figures.joins(), figures.now(), noted));
    }
}
