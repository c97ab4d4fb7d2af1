package io.waitingroom.history;

import java.time.Duration;

/**
 * Computes how old the data of an answer may be when its call starts. Servers answer polls from caches: from a cache of the
 * room while the session is WAITING, and from a cache of the session afterwards. To answer all other calls, servers ask Redis.
 */
final class Staleness {
    /**
     * The maximum age of a WAITING state in the answer to a poll. Also the maximum age of a position in any answer, because the server
     * computes positions from its cached room.
     */
    static final long MAX_WAITING = Duration.ofSeconds(1).toNanos();

    private static final long MAX_OTHER = Duration.ofMillis(500).toNanos();

    private Staleness() {}

    /** Returns the maximum age of the data in the answer to this call, in nanoseconds. */
    static long of(Call call) {
        if (call.kind() != Call.Kind.POLL) {
            return 0;
        }
        return ReportedState.find(call)
                .map(state -> switch (state) {
                    case WAITING -> MAX_WAITING;
                    case UNKNOWN -> 0L;
                    default -> MAX_OTHER;
                })
                .orElse(0L);
    }
}
