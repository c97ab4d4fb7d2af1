package io.waitingroom.session;

import java.time.Duration;

/**
 * A session as its holder sees it.
 *
 * @param state at the time of the read: EXPIRED if the deadline has passed, even if no sweep has processed the session
 *     yet
 * @param remaining room time until the deadline; zero for a session that has ended
 * @param timeToLive the maximum time between two heartbeats; zero for a session that has ended
 * @param asOf the number of state changes in the room so far; of two views of one room, the one with the greater number
 *     is newer
 */
public record SessionView(SessionState state, Duration remaining, Duration timeToLive, long asOf) {
    private static final int HEARTBEATS_PER_TTL = 3;

    /** Returns the time until the next heartbeat. Two heartbeats may get lost before the session expires. */
    public Duration heartbeatAfter() {
        return heartbeatAfter(timeToLive);
    }

    /** Returns the time between heartbeats for a session with the given time to live. */
    public static Duration heartbeatAfter(Duration timeToLive) {
        return timeToLive.dividedBy(HEARTBEATS_PER_TTL);
    }
}
