package io.waitingroom.history;

import java.time.Duration;

/**
 * How old what a call was told may be when the call begins. Polls are answered from what a server remembers: of the room
 * while somebody waits, of the session afterwards. Everything else is asked of Redis.
 */
final class Staleness {
    /**
     * Within this time whoever waited sees what became of it. Positions may be as old whatever is asked: they are counted
     * in what a server remembers of the room.
     */
    static final long WAITING = Duration.ofSeconds(1).toNanos();

    private static final long OTHERWISE = Duration.ofMillis(500).toNanos();

    private Staleness() {}

    /** In nanoseconds. */
    static long of(Call call) {
        if (call.kind() != Call.Kind.POLL) {
            return 0;
        }
        return Said.by(call)
                .map(said -> switch (said) {
                    case WAITING -> WAITING;
                    case UNKNOWN -> 0L;
                    default -> OTHERWISE;
                })
                .orElse(0L);
    }
}
