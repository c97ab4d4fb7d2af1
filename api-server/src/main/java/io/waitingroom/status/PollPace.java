package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;

/**
 * Computes how often the clients of WAITING sessions are to poll. A client polls again after a quarter of the expected time until its turn.
 * So clients near the front poll often, and clients far back seldom. If all polls together would exceed the configured maximum, all
 * intervals become longer. But no interval is so long that a client could miss its turn.
 *
 * @param secondsPerPosition the time that each position adds to the interval. The minimum and the maximum are applied afterwards
 * @param factor the number, at least 1, by which all intervals are multiplied so that the polls do not exceed the maximum; the deadline may
 *     make an interval shorter
 * @param deadline the latest moment of the next poll
 */
record PollPace(double secondsPerPosition, double factor, PollDeadline deadline) {
    /** The lower bound of an interval. The factor and the deadline are applied to the interval afterwards. */
    private static final double MIN_BASE_SECONDS = 2;
    /** The upper bound of an interval. The factor and the deadline are applied to the interval afterwards. */
    private static final double MAX_BASE_SECONDS = 60;
    /**
     * The maximum factor. With this factor, a client far back gets the longest interval that is allowed. A larger factor would only delay
     * clients near the front.
     */
    private static final double MAX_FACTOR = PollDeadline.MAX_SECONDS / MAX_BASE_SECONDS;

    private static final double SHARE_OF_WAIT = 0.25;
    /**
     * The maximum time that each position adds to the interval. It applies if the room is slow or its pace is not known, because a session
     * near the front may then be next at any moment.
     */
    private static final double MAX_SECONDS_PER_POSITION = 1;
    /**
     * The maximum random extension of an interval, as a share of the interval. Clients that arrived at the same time would otherwise poll
     * at the same time.
     */
    private static final double JITTER = 0.25;
    /** The minimum interval, even if the time to claim is shorter. */
    private static final double MIN_SECONDS = 0.5;

    /**
     * The polls of all positions are summed up in groups of neighbouring positions. This is the size of a group, as a share of the group's
     * first position.
     */
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
     * Returns the time until the next poll of a client.
     *
     * @param position the client's position in the queue
     * @param random a random number from 0 to 1, for the random extension of the interval
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
