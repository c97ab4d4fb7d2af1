package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * Selects the wait estimates that a leader records for a later check. It records the estimate of the last place in the
 * queue about once a second, and less often where waits are long, so that few records are pending. It records places,
 * not sessions, because the holder of a place may depart.
 */
public final class EstimateNotes {
    private static final double MIN_INTERVAL_SECONDS = 1;
    /** The number of records made during one place's wait. */
    private static final double NOTES_PER_WAIT = 150;

    private final Pace pace;
    private long nextDue;

    /** @param pace of the room */
    public EstimateNotes(Pace pace) {
        this.pace = pace;
    }

    /** Returns the estimate to record now, if one is due. */
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
