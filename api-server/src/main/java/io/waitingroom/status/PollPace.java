package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;

/**
 * How often those who wait are to ask: again after a quarter of the time that their turn is away at least, so that those
 * near the front ask often and those far back seldom, and all of them less often where together they would ask too much. But
 * nobody so late that they might lose their turn.
 *
 * @param secondsPerPosition what each place adds to the time, before bounds
 * @param factor by how much all times are longer since so many wait, as far as the latest look allows; 1 or more
 * @param latest when to look at the latest
 */
record PollPace(double secondsPerPosition, double factor, PollDeadline latest) {
    private static final double SHORTEST = 2;
    private static final double LONGEST = 60;
    /** With it, whoever is far back is told the longest time there is; more would only make those near the front late. */
    private static final double MOST_FACTOR = PollDeadline.LONGEST / LONGEST;

    private static final double PART_OF_THE_WAIT = 0.25;
    /** In a room that is slow, or that nobody knows of how fast it is: whoever is near the front may be next any moment. */
    private static final double MOST_PER_POSITION = 1;
    /** Times are made up to so much longer at random, so that a crowd that came at once does not ask at once. */
    private static final double JITTER = 0.25;
    /** However short the time to claim is. */
    private static final double LEAST = 0.5;

    /** How far apart the positions are that polls are summed up by, as a part of them. */
    private static final double STEP = 0.1;

    private static final int HALVINGS = 20;

    static PollPace of(RoomSnapshot snapshot, int maxPollsPerSecond) {
        var waiting = snapshot.figures().waiting();
        var low = new PollPace(secondsPerPosition(snapshot), 1, PollDeadline.of(snapshot));
        if (low.pollsPerSecond(waiting) <= maxPollsPerSecond) {
            return low;
        }
        var high = low.times(MOST_FACTOR);
        for (int i = 0; i < HALVINGS; i++) {
            var middle = low.times((low.factor + high.factor) / 2);
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
        return Math.min(PART_OF_THE_WAIT / admitted, MOST_PER_POSITION);
    }

    private PollPace times(double longer) {
        return new PollPace(secondsPerPosition, longer, latest);
    }

    // The sum over all places of 1 / (shortest time between polls), by steps that grow with the distance from the
    // front.
    private double pollsPerSecond(double waiting) {
        var polls = 0.0;
        var to = 0.0;
        for (var from = 0.0; from < waiting; from = to) {
            to = Math.min(waiting, from + Math.max(1, from * STEP));
            polls += (to - from) / seconds((from + to) / 2, 0);
        }
        return polls;
    }

    /** @param random from 0 to 1 */
    Duration after(long position, double random) {
        return Duration.ofMillis(Math.round(seconds(position, random) * 1000));
    }

    // What the latest look allows is made shorter by chance where it cannot be made longer.
    private double seconds(double position, double random) {
        var wanted = Math.min(Math.max(position * secondsPerPosition, SHORTEST), LONGEST) * factor;
        var most = Math.min(wanted * (1 + JITTER), latest.of(position));
        return Math.max(LEAST, most * (1 + random * JITTER) / (1 + JITTER));
    }
}
