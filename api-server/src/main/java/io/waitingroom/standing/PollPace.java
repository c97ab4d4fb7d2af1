package io.waitingroom.standing;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;

/**
 * How often those who wait are to ask: again after a quarter of the time that their turn is away at least, so that those
 * near the front ask often and those far back seldom, and all of them less often where together they would ask too much.
 *
 * @param secondsPerPosition what each place adds to the time, before bounds
 * @param longest the most, s
 * @param factor by how much all times are longer since so many wait; 1 or more
 */
record PollPace(double secondsPerPosition, double longest, double factor) {
    private static final double SHORTEST = 2;
    private static final double LONGEST = 60;
    private static final double PART_OF_THE_WAIT = 0.25;
    /** In a room that is slow, or that nobody knows of how fast it is: whoever is near the front may be next any moment. */
    private static final double MOST_PER_POSITION = 1;
    /** Times are made up to so much longer at random, so that a crowd that came at once does not ask at once. */
    private static final double JITTER = 0.25;

    static PollPace of(RoomSnapshot snapshot, int maxPollsPerSecond) {
        var perPosition = secondsPerPosition(snapshot);
        var longest = longest(snapshot);
        var polls = pollsPerSecond(perPosition, longest, snapshot.figures().waiting());
        return new PollPace(perPosition, longest, Math.max(1, polls / maxPollsPerSecond));
    }

    private static double secondsPerPosition(RoomSnapshot snapshot) {
        var admitted = snapshot.figures().averages().admissions().perSecond();
        return Math.min(PART_OF_THE_WAIT / admitted, MOST_PER_POSITION);
    }

    // Whoever must claim a slot must learn in time that they have one.
    private static double longest(RoomSnapshot snapshot) {
        var claim = snapshot.pace().timeToClaim().toMillis() / 1000.0;
        return claim > 0 ? Math.min(LONGEST, Math.max(SHORTEST, claim / 2)) : LONGEST;
    }

    // The sum over all places of 1 / (time between polls), as the integral of its three parts.
    private static double pollsPerSecond(double perPosition, double longest, long waiting) {
        var near = Math.min(waiting, SHORTEST / perPosition);
        var far = Math.min(waiting, longest / perPosition);
        var between = far > near ? Math.log(far / near) / perPosition : 0;
        return near / SHORTEST + between + (waiting - far) / longest;
    }

    /** @param random from 0 to 1 */
    Duration after(long position, double random) {
        var seconds = Math.min(Math.max(position * secondsPerPosition, SHORTEST), longest);
        return Duration.ofMillis(Math.round(seconds * factor * (1 + random * JITTER) * 1000));
    }
}
