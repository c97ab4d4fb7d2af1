package io.waitingroom.session;

import java.time.Duration;

/**
 * The data of a session that its holder may see.
 *
 * @param state the state of the session at the time of the read. It is EXPIRED if the deadline has passed, even if no
 *     sweep has processed the session yet
 * @param remaining the room time until the deadline; zero for a session that has ended
 * @param timeToLive the maximum time between two heartbeats; zero for a session that has ended
 * @param asOf the number of state changes in the room so far. Of two views of one room, the view with the greater
 *     number is newer
 */
public record SessionView(SessionState state, Duration remaining, Duration timeToLive, long asOf) {
    private static final int HEARTBEATS_PER_TTL = 3;

    /**
     * Returns the time after which the holder should send the next heartbeat. If two heartbeats in a
     * row get lost, the session does not expire before the third heartbeat is due.
     */
    public Duration heartbeatAfter() {
        return heartbeatAfter(timeToLive);
    }

    /** Returns the time between two heartbeats of a session with the given time to live. */
    public static Duration heartbeatAfter(Duration timeToLive) {
        return timeToLive.dividedBy(HEARTBEATS_PER_TTL);
    }
}
