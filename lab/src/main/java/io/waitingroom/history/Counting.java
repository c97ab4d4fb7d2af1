package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Computes the {@link Tally} of a history: the size of the history and the cost of its fault. */
final class Counting {
    private Counting() {}

    static Tally tally(Evidence evidence) {
        var calls = evidence.history().calls();
        var lost = evidence.clients().values().stream().filter(evidence::isLost).toList();
        return new Tally(
                calls.size(),
                (int) calls.stream().filter(Counting::isUnknown).count(),
                answeredOnRetry(calls) + withoutClient(evidence),
                lost.size(),
                Resumes.resumed(evidence.history()),
                lossWindow(lost),
                InsideBeyondCapacity.count(evidence),
                evidence.clients().values().stream()
                        .filter(Client::isAcknowledged)
                        .count(),
                Starvation.of(evidence));
    }

    private static boolean isUnknown(Call call) {
        return !(call.answer() instanceof Call.Answered);
    }

    private static int answeredOnRetry(List<Call> calls) {
        var answered = new HashSet<String>();
        calls.stream()
                .filter(call ->
                        call.kind() == Kind.JOIN && Client.acknowledgedId(call).isPresent())
                .forEach(call -> answered.add(call.session()));
        return (int) calls.stream()
                .filter(call -> call.kind() == Kind.JOIN && isUnknown(call))
                .filter(call -> !call.session().isEmpty() && answered.contains(call.session()))
                .count();
    }

    private static int withoutClient(Evidence evidence) {
        var held = new HashSet<Holder>();
        evidence.clients().values().stream()
                .filter(Client::isAcknowledged)
                .forEach(client -> held.add(client.holder()));
        return (int) evidence.trail().paths().entrySet().stream()
                .filter(entry -> entry.getValue().hasJoin() && !held.contains(entry.getKey()))
                .count();
    }

    private static Duration lossWindow(List<Client> lost) {
        var acknowledged =
                lost.stream().mapToLong(client -> client.joins().get(0).end()).summaryStatistics();
        return lost.isEmpty() ? Duration.ZERO : Duration.ofNanos(acknowledged.getMax() - acknowledged.getMin());
    }
}
