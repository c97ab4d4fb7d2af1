package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;

/**
 * The latest moment at which a client may poll next and still see its turn in time to claim it. The deadline is the
 * soonest possible turn plus half of the {@code timeToClaim}. The other half is left for networks, retries and the claim itself. The
 * soonest turn is computed from the pace limit, not from the recent rate of admissions, which says nothing about the next minute.
 *
 * @param pace the fastest pace at which sessions may be granted
 * @param leeway how long after the soonest turn the client may poll, s
 */
record PollDeadline(Pace pace, double leeway) {
    static final double MAX_SECONDS = seconds(RoomSettings.MAX_POLL_INTERVAL);
    /**
     * The deadline in a room that no granter has led yet, whose pace and time to claim are not known. It assumes the fastest pace
     * that Redis can bear and a time to claim of 10 s.
     */
    private static final PollDeadline UNKNOWN =
            new PollDeadline(new Pace(1000, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, Duration.ZERO), 5);

    static PollDeadline of(RoomSnapshot snapshot) {
        var pace = snapshot.pace();
        return snapshot.figures().epoch() == 0 ? UNKNOWN : new PollDeadline(pace, seconds(pace.timeToClaim()) / 2);
    }

    /** Returns the deadline for a position, in seconds from now. */
    double of(double position) {
        return Math.min(pace.earliestTurn(position) + leeway, MAX_SECONDS);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
