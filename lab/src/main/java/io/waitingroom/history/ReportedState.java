package io.waitingroom.history;

import java.util.Optional;

/** The state of a session as an answer reports it, in the order of a session's life. */
enum ReportedState {
    WAITING(0),
    ACTIVE(1),
    LEFT(2),
    EXPIRED(2),
    /** LEFT or EXPIRED. */
    ENDED(2),
    /** The session is past its retention, or never existed. */
    UNKNOWN(3);

    private final int stage;

    ReportedState(int stage) {
        this.stage = stage;
    }

    /** Returns the reported state; empty where there is no response, or it reports no state. */
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

    /** Returns the reported state of a call that reports one. */
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

    /** Returns the stage of life: no session goes back to an earlier one. */
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
