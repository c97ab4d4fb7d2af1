package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import java.util.Optional;

/** What a client is told of its session was so during the call, or so shortly before it that a server may remember it. */
final class InTime {
    private final Path path;

    InTime(Path path) {
        this.path = path;
    }

    /** What is wrong with this answer, if something is. */
    Optional<String> complaint(Call call) {
        return switch (Said.of(call)) {
            case WAITING -> tooLate(call, path.turn()).or(() -> unplaced(call));
            case ACTIVE -> tooEarly(call).or(() -> tooLate(call, path.end()));
            default -> Optional.empty();
        };
    }

    // That somebody is ACTIVE nobody can know before Redis does. An end may be told before a sweep writes it down.
    private Optional<String> tooEarly(Call call) {
        return path.activation().filter(step -> call.end() < step.after()).map(step -> "was told ACTIVE before it was");
    }

    private static Optional<String> tooLate(Call call, Optional<Event.Transition> over) {
        return over.filter(step -> step.seen() < call.start() - Staleness.of(call))
                .map(step -> "was told %s although it was %s already".formatted(Said.of(call), step.to()));
    }

    private static Optional<String> unplaced(Call call) {
        return call.kind() != Kind.JOIN && Standing.position(call) <= 0
                ? Optional.of("was told WAITING and no position")
                : Optional.empty();
    }
}
