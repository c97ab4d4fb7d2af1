package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;

/**
 * The latest moment at which a client may poll next. A client that polls by then learns about its turn early enough to claim its slot. The
 * deadline is the earliest possible turn plus half of the {@code timeToClaim}. The other half is left for networks, retries and the claim
 * itself. The earliest possible turn is computed from the maximum pace of grants, not from the recent rate of admissions. The recent rate
 * says nothing about the next minute.
 *
 * @param pace the maximum pace at which sessions may be granted
 * @param leeway the time, in s, for which the client may delay its poll after the earliest possible turn
 */
record PollDeadline(Pace pace, double leeway) {
    static final double MAX_SECONDS = seconds(RoomSettings.MAX_POLL_INTERVAL);
    /**
     * The deadline for a room that no granter has led yet. The pace and the time to claim of such a room are not known. So this deadline
     * assumes the fastest pace that Redis can bear, and a time to claim of 10 s.
     */
    private static final PollDeadline UNKNOWN =
            new PollDeadline(new Pace(1000, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, Duration.ZERO), 5);

    static PollDeadline of(RoomSnapshot snapshot) {
        var pace = snapshot.pace();
        return snapshot.figures().epoch() == 0 ? UNKNOWN : new PollDeadline(pace, seconds(pace.timeToClaim()) / 2);
    }

    /** Returns the deadline for a position in the queue, in seconds from now. */
    double of(double position) {
        return Math.min(pace.earliestTurn(position) + leeway, MAX_SECONDS);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
