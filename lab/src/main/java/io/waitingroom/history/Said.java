package io.waitingroom.history;

import java.util.Optional;

/** What an answer says of a session, in the order in which a session's life goes. */
enum Said {
    WAITING(0),
    ACTIVE(1),
    LEFT(2),
    EXPIRED(2),
    /** One or the other. */
    ENDED(2),
    /** It is past its retention, or never was. */
    UNKNOWN(3);

    private final int stage;

    Said(int stage) {
        this.stage = stage;
    }

    /** Empty where nothing was answered, or nothing that tells of the session. */
    static Optional<Said> by(Call call) {
        if (!(call.answer() instanceof Call.Answered answered)) {
            return Optional.empty();
        }
        return switch (answered.status()) {
            case 404 -> call.kind() == Call.Kind.JOIN ? Optional.empty() : Optional.of(UNKNOWN);
            case 409 -> Optional.of(named(answered).filter(Said::isEnd).orElse(ENDED));
            case 204 -> Optional.of(ENDED);
            case 200, 202 -> named(answered);
            default -> Optional.empty();
        };
    }

    /** Of a call that tells something. */
    static Said of(Call call) {
        return by(call).orElseThrow();
    }

    private static Optional<Said> named(Call.Answered answered) {
        return switch (answered.state()) {
            case Replay.WAITING -> Optional.of(WAITING);
            case Replay.ACTIVE -> Optional.of(ACTIVE);
            case Replay.LEFT -> Optional.of(LEFT);
            case Replay.EXPIRED -> Optional.of(EXPIRED);
            default -> Optional.empty();
        };
    }

    boolean isEnd() {
        return stage == ENDED.stage;
    }

    /** How far on this is: none goes back. */
    int stage() {
        return stage;
    }

    /** Whether a session with this path may be said to be this at some time or other. */
    boolean fits(Path path) {
        return switch (this) {
            case WAITING -> true;
            case ACTIVE, LEFT, EXPIRED -> path.leadsTo(name());
            case ENDED, UNKNOWN -> path.end().isPresent();
        };
    }
}
