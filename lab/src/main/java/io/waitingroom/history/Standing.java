package io.waitingroom.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whoever asks is told truly where they stand. Where the client sends back as of when it was told last, no position grows
 * and no state goes back; each position is the exact one of its moment; nobody sees ACTIVE who is not, and whoever is can
 * see it within a second. What was told before a loss is not judged.
 */
final class Standing implements Invariant {
    private static final Comparator<Call> BY_STAGE =
            Comparator.comparingInt(call -> Said.of(call).stage());
    private static final Comparator<Call> BY_POSITION =
            Comparator.comparingLong(Standing::position).reversed();

    @Override
    public String name() {
        return "standing";
    }

    @Override
    public List<Finding> check(Evidence evidence) {
        var findings = new ArrayList<Finding>();
        for (var client : evidence.clients().values()) {
            if (evidence.path(client).isPresent() && !evidence.isLost(client)) {
                states(evidence, client, findings);
                positions(evidence, client, findings);
            }
        }
        findings.addAll(Places.check(evidence));
        return findings;
    }

    /** What the answer says of the place in the queue; 0 where it says nothing of it. */
    static long position(Call call) {
        return call.answer() instanceof Call.Answered answered ? answered.position() : 0;
    }

    /** The calls of a client that were told a position, none of them remembered from before a loss. */
    static List<Call> placed(Evidence evidence, Client client) {
        return evidence.tellings(client).stream()
                .filter(call -> Said.of(call) == Said.WAITING && position(call) > 0)
                .filter(call -> evidence.isAfterLoss(call.start() - Staleness.WAITING))
                .toList();
    }

    // What a session never was at all is told by another invariant.
    private static void states(Evidence evidence, Client client, List<Finding> findings) {
        var path = evidence.path(client).orElseThrow();
        var inTime = new InTime(path);
        var calls = evidence.tellings(client).stream()
                .filter(call -> Said.of(call).fits(path))
                .toList();
        var backwards = new Backwards(calls, BY_STAGE, Staleness::of);
        for (var call : calls) {
            inTime.complaint(call)
                    .map(what -> finding(client, what, lines(call, path)))
                    .or(() -> backwards.outdoing(call).map(earlier -> goneBack(client, earlier, call)))
                    .ifPresent(findings::add);
        }
    }

    private static Finding goneBack(Client client, Call earlier, Call call) {
        return finding(
                client, "was told %s after %s".formatted(Said.of(call), Said.of(earlier)), List.of(earlier, call));
    }

    private static void positions(Evidence evidence, Client client, List<Finding> findings) {
        var calls = placed(evidence, client);
        var backwards = new Backwards(calls, BY_POSITION, call -> Staleness.WAITING);
        for (var call : calls) {
            backwards
                    .outdoing(call)
                    .map(earlier -> grown(client, earlier, call))
                    .ifPresent(findings::add);
        }
    }

    private static Finding grown(Client client, Call earlier, Call call) {
        var what = "was told position %d after %d".formatted(position(call), position(earlier));
        return finding(client, what, List.of(earlier, call));
    }

    private static List<Object> lines(Call call, Path path) {
        var lines = new ArrayList<Object>(List.of(call));
        lines.addAll(path.steps());
        return lines;
    }

    private static Finding finding(Client client, String what, List<?> lines) {
        return new Finding(client.person() + " " + what, lines);
    }
}
