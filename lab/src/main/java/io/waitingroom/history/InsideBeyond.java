package io.waitingroom.history;

import io.waitingroom.history.Call.Kind;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** People who were let in and whose slot Redis then forgot, so that somebody else may have it. */
final class InsideBeyond {
    private InsideBeyond() {}

    static int count(Evidence evidence) {
        return (int) evidence.loss().stream()
                .flatMap(loss -> evidence.clients().values().stream().filter(client -> is(evidence, loss, client)))
                .count();
    }

    private static boolean is(Evidence evidence, Loss loss, Client client) {
        var leaves = client.asks().stream().anyMatch(ask -> ask.kind() == Kind.LEAVE && ask.start() <= loss.first());
        return !leaves && wasInside(loss, client) && isOutside(evidence, client);
    }

    private static boolean wasInside(Loss loss, Client client) {
        return tellings(client)
                .filter(call -> call.end() <= loss.first())
                .max(Comparator.comparingLong(Call::end))
                .flatMap(Said::by)
                .equals(Optional.of(Said.ACTIVE));
    }

    // Who ended since, having been ACTIVE in what survived, gave the slot up as anybody does.
    private static boolean isOutside(Evidence evidence, Client client) {
        var path = evidence.path(client);
        if (path.isEmpty() || path.get().isLost()) {
            return true;
        }
        return tellings(client)
                .filter(evidence::isAfterLoss)
                .min(Comparator.comparingLong(Call::start))
                .flatMap(Said::by)
                .filter(said -> said != Said.ACTIVE)
                .filter(said -> !said.isEnd() || !path.get().leadsTo(Replay.ACTIVE))
                .isPresent();
    }

    private static Stream<Call> tellings(Client client) {
        return client.calls().filter(call -> Said.by(call).isPresent());
    }
}
