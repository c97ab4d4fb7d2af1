package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.RoomSettings;
import java.time.Duration;

/**
 * How long people may be told not to look, so that they see their turn in time to claim it. The pace limit says when a turn
 * can come at the soonest; how fast people were admitted of late says nothing of the next minute. From there on, half of the
 * time to claim is for the person to look, and half for networks, retries and the claim itself.
 *
 * @param pace the fastest at which people may be granted
 * @param leeway after the soonest turn, s
 */
record PollDeadline(Pace pace, double leeway) {
    static final double LONGEST = seconds(RoomSettings.MAX_POLL_INTERVAL);
    /**
     * Where no granter ever led, nobody knows yet how fast it will go, but for what Redis bears, and how soon a slot must be
     * claimed.
     */
    private static final PollDeadline UNKNOWN =
            new PollDeadline(new Pace(1000, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, Duration.ZERO), 5);

    static PollDeadline of(RoomSnapshot snapshot) {
        var pace = snapshot.pace();
        return snapshot.figures().epoch() == 0 ? UNKNOWN : new PollDeadline(pace, seconds(pace.timeToClaim()) / 2);
    }

    /** Of a position, in seconds. */
    double of(double position) {
        return Math.min(pace.earliestTurn(position) + leeway, LONGEST);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
