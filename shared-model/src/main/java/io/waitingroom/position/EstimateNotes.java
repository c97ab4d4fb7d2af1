package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomFigures;
import java.util.Optional;

/**
 * Which estimates a leader notes, for the room to judge when their time has come: that of the last place in line, about each
 * second, and less often where waits are long, so that few are outstanding. Places rather than people, since whoever holds
 * a place may walk away.
 */
public final class EstimateNotes {
    private static final double LEAST_SECONDS = 1;
    /** How many notes are made in the time that a place waits. */
    private static final double NOTES_PER_WAIT = 150;

    private final Pace pace;
    private long next;

    /** @param pace of the room that is led */
    public EstimateNotes(Pace pace) {
        this.pace = pace;
    }

    /** What to note of a room as it stands now, if anything. */
    public Optional<NotedEstimate> of(RoomFigures figures) {
        if (figures.now() < next || figures.waiting() <= 0 || RoomState.of(figures, pace, true) != RoomState.OPEN) {
            return Optional.empty();
        }
        var range = new WaitEstimate(figures, pace).of(figures.waiting());
        range.ifPresent(noted ->
                next = figures.now() + (long) (1000 * Math.max(LEAST_SECONDS, noted.middle() / NOTES_PER_WAIT)));
        return range.map(noted -> new NotedEstimate(figures.joins(), figures.now(), noted));
    }
}
