package io.waitingroom.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Requires that all answers report true states and positions. If a client sends back the token of an earlier answer, the
 * position in the new answer is not greater and the state does not go back. Each position is exact for the moment that the
 * answer names. No answer reports ACTIVE before the session is ACTIVE, and no answer reports WAITING more than a second after
 * the wait has ended. Answers from before a loss of writes are not checked.
 */
final class TruthfulStatus implements Invariant {
    private static final Comparator<Call> BY_STAGE =
            Comparator.comparingInt(call -> ReportedState.of(call).stage());
    private static final Comparator<Call> BY_POSITION =
            Comparator.comparingLong(TruthfulStatus::position).reversed();

    @Override
    public String name() {
        return "truthful-status";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        for (var client : evidence.clients().values()) {
            if (evidence.path(client).isPresent() && !evidence.isLost(client)) {
                checkStates(evidence, client, findings);
                checkPositions(evidence, client, findings);
            }
        }
        findings.addAll(ExactPositions.check(evidence));
        return findings;
    }

    /** Returns the position in the answer to this call, or 0 if there is none. */
    static long position(Call call) {
        return call.answer() instanceof Call.Answered answered ? answered.position() : 0;
    }

    /**
     * Returns the client's calls that report a position. Omits a call if its position may come from a cache that was filled
     * before a loss of writes.
     */
    static List<Call> positionCalls(Evidence evidence, Client client) {
        return evidence.stateCalls(client).stream()
                .filter(call -> ReportedState.of(call) == ReportedState.WAITING && position(call) > 0)
                .filter(call -> evidence.isAfterLoss(call.start() - Staleness.MAX_WAITING))
                .toList();
    }

    // A state that the session never had violates own-state instead.
    private static void checkStates(Evidence evidence, Client client, List<Finding> findings) {
        var path = evidence.path(client).orElseThrow();
        var timing = new AnswerTiming(path);
        var calls = evidence.stateCalls(client).stream()
                .filter(call -> ReportedState.of(call).occursIn(path))
                .toList();
        var regressions = new Regressions(calls, BY_STAGE, Staleness::of);
        for (var call : calls) {
            timing.violation(call)
                    .map(what -> finding(client, what, lines(call, path)))
                    .or(() -> regressions.earlierAhead(call).map(earlier -> stateWentBack(client, earlier, call)))
                    .ifPresent(findings::add);
        }
    }

    private static Finding stateWentBack(Client client, Call earlier, Call call) {
        return finding(
                client,
                "was told %s after %s".formatted(ReportedState.of(call), ReportedState.of(earlier)),
                List.of(earlier, call));
    }

    private static void checkPositions(Evidence evidence, Client client, List<Finding> findings) {
        var calls = positionCalls(evidence, client);
        var regressions = new Regressions(calls, BY_POSITION, call -> Staleness.MAX_WAITING);
        for (var call : calls) {
            regressions
                    .earlierAhead(call)
                    .map(earlier -> positionGrew(client, earlier, call))
                    .ifPresent(findings::add);
        }
    }

    private static Finding positionGrew(Client client, Call earlier, Call call) {
        var what = "was told position %d after %d".formatted(position(call), position(earlier));
        return finding(client, what, List.of(earlier, call));
    }

    private static List<Object> lines(Call call, SessionPath path) {
        var lines = new ArrayList<Object>(List.of(call));
        lines.addAll(path.steps());
        return lines;
    }

    private static Finding finding(Client client, String what, List<?> lines) {
        return new Finding(client.holder() + " " + what, lines);
    }
}
