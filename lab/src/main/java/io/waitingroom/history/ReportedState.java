package io.waitingroom.history;

import java.util.Optional;

/** The state of a session as an answer reports it. The constants are in the order of a session's life. */
enum ReportedState {
    WAITING(0),
    ACTIVE(1),
    LEFT(2),
    EXPIRED(2),
    /** The session is LEFT or EXPIRED, and the answer does not say which. */
    ENDED(2),
    /** The retention time of the session is over, or the session never existed. */
    UNKNOWN(3);

    private final int stage;

    ReportedState(int stage) {
        this.stage = stage;
    }

    /**
     * Returns the state that the answer to this call reports; empty if there is no response, or if the response reports no
     * state.
     */
    static Optional<ReportedState> find(Call call) {
        if (!(call.answer() instanceof Call.Answered answered)) {
            return Optional.empty();
        }
        return switch (answered.status()) {
            case 404 -> call.kind() == Call.Kind.JOIN ? Optional.empty() : Optional.of(UNKNOWN);
            case 409 ->
                Optional.of(byName(answered).filter(ReportedState::isEnd).orElse(ENDED));
            case 204 -> Optional.of(ENDED);
            case 200, 202 -> byName(answered);
            default -> Optional.empty();
        };
    }

    /** Returns the state that the answer to this call reports. The answer must report a state. */
    static ReportedState of(Call call) {
        return find(call).orElseThrow();
    }

    private static Optional<ReportedState> byName(Call.Answered answered) {
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

    /** Returns the stage of a session's life as a number. No session goes back to an earlier stage. */
    int stage() {
        return stage;
    }

    /** Returns whether a session with this path had this state at any time. */
    boolean occursIn(SessionPath path) {
        return switch (this) {
            case WAITING -> true;
            case ACTIVE, LEFT, EXPIRED -> path.reaches(name());
            case ENDED, UNKNOWN -> path.end().isPresent();
        };
    }
}
