package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;

/**
 * Computes how often the clients of WAITING sessions are to poll. A client polls again after a quarter of the expected time until
 * its turn, so clients near the front poll often and clients far back seldom. If all polls together would exceed the budget, all
 * intervals become longer. No interval is so long that a client could miss its turn.
 *
 * @param secondsPerPosition what each position adds to the interval, before the bounds apply
 * @param factor how much longer all intervals are so that the polls stay within the budget, as far as the deadline allows; 1 or
 *     more
 * @param deadline the latest next poll
 */
record PollPace(double secondsPerPosition, double factor, PollDeadline deadline) {
    /** The shortest interval before the factor and the deadline apply. */
    private static final double MIN_BASE_SECONDS = 2;
    /** The longest interval before the factor and the deadline apply. */
    private static final double MAX_BASE_SECONDS = 60;
    /** At this factor a client far back gets the longest interval there is. A larger one would only delay clients near the front. */
    private static final double MAX_FACTOR = PollDeadline.MAX_SECONDS / MAX_BASE_SECONDS;

    private static final double SHARE_OF_WAIT = 0.25;
    /** For a room that is slow or whose pace is not known: a session near the front may be next at any moment. */
    private static final double MAX_SECONDS_PER_POSITION = 1;
    /**
     * The maximum random extension of an interval, as a share of it. It keeps clients that arrived at the same time from polling at the
     * same time.
     */
    private static final double JITTER = 0.25;
    /** The shortest interval, however short the time to claim is. */
    private static final double MIN_SECONDS = 0.5;

    /** Distance between the positions at which polls are summed up, as a share of the position. */
    private static final double STEP = 0.1;

    private static final int BISECTIONS = 20;

    static PollPace of(RoomSnapshot snapshot, int maxPollsPerSecond) {
        var waiting = snapshot.figures().waiting();
        var low = new PollPace(secondsPerPosition(snapshot), 1, PollDeadline.of(snapshot));
        if (low.pollsPerSecond(waiting) <= maxPollsPerSecond) {
            return low;
        }
        var high = low.withFactor(MAX_FACTOR);
        for (int i = 0; i < BISECTIONS; i++) {
            var middle = low.withFactor((low.factor + high.factor) / 2);
            if (middle.pollsPerSecond(waiting) <= maxPollsPerSecond) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static double secondsPerPosition(RoomSnapshot snapshot) {
        var admitted = snapshot.figures().averages().admissions().perSecond();
        return Math.min(SHARE_OF_WAIT / admitted, MAX_SECONDS_PER_POSITION);
    }

    private PollPace withFactor(double newFactor) {
        return new PollPace(secondsPerPosition, newFactor, deadline);
    }

    // Sums 1 / (shortest interval) over all positions, in steps that grow with the distance from the front.
    private double pollsPerSecond(double waiting) {
        var polls = 0.0;
        var to = 0.0;
        for (var from = 0.0; from < waiting; from = to) {
            to = Math.min(waiting, from + Math.max(1, from * STEP));
            polls += (to - from) / seconds((from + to) / 2, 0);
        }
        return polls;
    }

    /**
     * Returns the time until the next poll.
     *
     * @param random from 0 to 1, for the jitter
     */
    Duration after(long position, double random) {
        return Duration.ofMillis(Math.round(seconds(position, random) * 1000));
    }

    // Jitter makes the interval longer. Where the deadline does not allow that, it makes the interval shorter.
    private double seconds(double position, double random) {
        var interval = Math.min(Math.max(position * secondsPerPosition, MIN_BASE_SECONDS), MAX_BASE_SECONDS) * factor;
        var max = Math.min(interval * (1 + JITTER), deadline.of(position));
        return Math.max(MIN_SECONDS, max * (1 + random * JITTER) / (1 + JITTER));
    }
}
