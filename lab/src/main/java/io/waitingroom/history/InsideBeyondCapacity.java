package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts the visitors who were let in and whose slots Redis then lost. Another session may get such a slot while the visitor is
 * still inside.
 */
final class InsideBeyondCapacity {
    private InsideBeyondCapacity() {}

    static int count(Evidence evidence) {
        return (int) evidence.loss().stream()
                .flatMap(loss ->
                        evidence.clients().values().stream().filter(client -> mayBeInside(evidence, loss, client)))
                .count();
    }

    private static boolean mayBeInside(Evidence evidence, Loss loss, Client client) {
        var asksToLeave = client.requests().stream()
                .anyMatch(request -> request.kind() == Kind.LEAVE && request.start() <= loss.first());
        return !asksToLeave && wasInside(loss, client) && hasLostSlot(evidence, client);
    }

    private static boolean wasInside(Loss loss, Client client) {
        return stateCalls(client)
                .filter(call -> call.end() <= loss.first())
                .max(Comparator.comparingLong(Call::end))
                .flatMap(ReportedState::find)
                .equals(Optional.of(ReportedState.ACTIVE));
    }

    // A session that was ACTIVE in the surviving trail and has ended since gave up its slot as usual.
    private static boolean hasLostSlot(Evidence evidence, Client client) {
        var path = evidence.path(client);
        if (path.isEmpty() || path.get().isLost()) {
            return true;
        }
        return stateCalls(client)
                .filter(evidence::isAfterLoss)
                .min(Comparator.comparingLong(Call::start))
                .flatMap(ReportedState::find)
                .filter(state -> state != ReportedState.ACTIVE)
                .filter(state -> !state.isEnd() || !path.get().reaches(Replay.ACTIVE))
                .isPresent();
    }

    private static Stream<Call> stateCalls(Client client) {
        return client.calls().filter(call -> ReportedState.find(call).isPresent());
    }
}
