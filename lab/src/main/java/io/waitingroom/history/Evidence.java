package io.waitingroom.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history, arranged for those who judge it.
 *
 * @param loss when acknowledged writes were lost, if any were
 * @param clients by the session id that each holds
 */
record Evidence(History history, Optional<Loss> loss, Trail trail, Map<String, Client> clients) {
    static Evidence of(History history) {
        return new Evidence(history, Loss.of(history), new Trail(history.trail()), Client.all(history.calls()));
    }

    List<Event> events() {
        return history.trail();
    }

    Optional<Path> path(Client client) {
        return trail.path(client.person());
    }

    /** What told a client of its session and still has to hold at the end: the first sent first. */
    List<Call> tellings(Client client) {
        return client.calls()
                .filter(call -> Said.by(call).isPresent() && isAfterLoss(call))
                .sorted(Comparator.comparingLong(Call::start))
                .toList();
    }

    /** Whether nothing that this call saw was lost afterwards. */
    boolean isAfterLoss(Call call) {
        return isAfterLoss(call.start() - Staleness.of(call));
    }

    boolean isAfterLoss(long moment) {
        return loss.isEmpty() || moment > loss.get().last();
    }

    /** Whether an acknowledged session is not in the trail, and may be missing there. */
    boolean isGone(Client client) {
        return path(client).isEmpty()
                && client.isAcknowledged()
                && trail.rest().gaps().stream().anyMatch(gap -> gap.explains(client));
    }

    /** Whether a session was acknowledged and then lost, with the room or by itself. */
    boolean isLost(Client client) {
        if (loss.isEmpty() || !client.isAcknowledged()) {
            return false;
        }
        return path(client)
                .map(Path::isLost)
                .orElseGet(() -> !isAfterLoss(client.joins().get(0)) && !isGone(client));
    }
}
