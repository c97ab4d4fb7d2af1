package io.waitingroom.history;

import io.waitingroom.history.Invariant.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requires that each transition starts from the state that the session has, and is one of the six legal transitions. */
final class LegalSteps {
    private LegalSteps() {}

    static List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        var replay = new Replay();
        for (var event : evidence.events()) {
            if (event instanceof Event.Transition step) {
                violation(replay.stateBefore(step), step)
                        .ifPresent(what -> findings.add(finding(evidence, step, what)));
            }
            replay.apply(event);
        }
        return findings;
    }

    private static Optional<String> violation(String before, Event.Transition step) {
        if (isLegal(before, step.to()) && before.equals(step.from())) {
            return Optional.empty();
        }
        if (before.equals(Replay.NONE)) {
            return Optional.of("became %s without a join".formatted(step.to()));
        }
        if (Replay.isEnd(before)) {
            return Optional.of("was %s and came back as %s".formatted(before, step.to()));
        }
        if (before.equals(Replay.ACTIVE) && step.to().equals(Replay.ACTIVE)) {
            return Optional.of("was activated twice");
        }
        return Optional.of("was %s and went from '%s' to %s".formatted(before, step.from(), step.to()));
    }

    private static boolean isLegal(String from, String to) {
        return switch (from) {
            case Replay.NONE -> to.equals(Replay.WAITING);
            case Replay.WAITING -> to.equals(Replay.ACTIVE) || Replay.isEnd(to);
            case Replay.ACTIVE -> Replay.isEnd(to);
            default -> false;
        };
    }

    private static Finding finding(Evidence evidence, Event.Transition step, String what) {
        var path = evidence.trail().path(step.holder()).orElseThrow();
        return new Finding(step.holder() + " " + what, path.steps());
    }
}
