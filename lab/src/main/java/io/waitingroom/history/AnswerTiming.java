package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import java.util.Optional;

/**
 * Checks that the state in an answer was true during the call. If a server may have answered from its cache, the state may also
 * have been true shortly before the call.
 */
final class AnswerTiming {
    private final SessionPath path;

    AnswerTiming(SessionPath path) {
        this.path = path;
    }

    /** Returns why the answer to this call violates the requirement; empty if the answer does not violate it. */
    Optional<String> violation(Call call) {
        return switch (ReportedState.of(call)) {
            case WAITING -> tooLate(call, path.endOfWait()).or(() -> missingPosition(call));
            case ACTIVE -> tooEarly(call).or(() -> tooLate(call, path.end()));
            default -> Optional.empty();
        };
    }

    // No server can know that a session is ACTIVE before Redis does. An end may be reported before Redis records it.
    private Optional<String> tooEarly(Call call) {
        return path.activation()
                .filter(step -> call.end() < step.earliest())
                .map(step -> "was told ACTIVE before it was");
    }

    private static Optional<String> tooLate(Call call, Optional<Event.Transition> next) {
        return next.filter(step -> step.latest() < call.start() - Staleness.of(call))
                .map(step -> "was told %s although it was %s already".formatted(ReportedState.of(call), step.to()));
    }

    private static Optional<String> missingPosition(Call call) {
        return call.kind() != Kind.JOIN && TruthfulStatus.position(call) <= 0
                ? Optional.of("was told WAITING and no position")
                : Optional.empty();
    }
}
