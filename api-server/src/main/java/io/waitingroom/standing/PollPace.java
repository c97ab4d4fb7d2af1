package io.waitingroom.standing;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;

/**
 * How often those who wait are to ask: again after a quarter of the time that their turn is away at least, so that those
 * near the front ask often and those far back seldom, and all of them less often where together they would ask too much.
 *
 * @param secondsPerPosition what each place adds to the time, before bounds
 * @param factor by how much all times are longer since so many wait; 1 or more
 */
record PollPace(double secondsPerPosition, double factor) {
    private static final double SHORTEST = 2;
    private static final double LONGEST = 60;
    private static final double PART_OF_THE_WAIT = 0.25;
    /** Times are made up to so much longer at random, so that a crowd that came at once does not ask at once. */
    private static final double JITTER = 0.25;

    static PollPace of(RoomSnapshot snapshot, int maxPollsPerSecond) {
        var perPosition = PART_OF_THE_WAIT / admittedPerSecond(snapshot);
        var polls = pollsPerSecond(perPosition, snapshot.figures().waiting());
        return new PollPace(perPosition, Math.max(1, polls / maxPollsPerSecond));
    }

    private static double admittedPerSecond(RoomSnapshot snapshot) {
        return 1;
    }

    // The sum over all places of 1 / (time between polls), as the integral of its three parts.
    private static double pollsPerSecond(double perPosition, long waiting) {
        var near = Math.min(waiting, SHORTEST / perPosition);
        var far = Math.min(waiting, LONGEST / perPosition);
        var between = far > near ? Math.log(far / near) / perPosition : 0;
        return near / SHORTEST + between + (waiting - far) / LONGEST;
    }

    /** @param random from 0 to 1 */
    Duration after(long position, double random) {
        var seconds = Math.min(Math.max(position * secondsPerPosition, SHORTEST), LONGEST);
        return Duration.ofMillis(Math.round(seconds * factor * (1 + random * JITTER) * 1000));
    }
}
