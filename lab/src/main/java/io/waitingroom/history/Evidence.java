package io.waitingroom.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A history with the indexes that the invariants need.
 *
 * @param loss the losses of acknowledged writes, if there were any
 * @param trail the audit trail, grouped by session
 * @param clients the clients by session id
 */
record Evidence(History history, Optional<Loss> loss, Trail trail, Map<String, Client> clients) {
    static Evidence of(History history) {
        return new Evidence(history, Loss.of(history), new Trail(history.trail()), Client.bySessionId(history.calls()));
    }

    List<Event> events() {
        return history.trail();
    }

    Optional<SessionPath> path(Client client) {
        return trail.path(client.holder());
    }

    /**
     * Returns the client's calls that report the session's state, in the order of their start times. Omits a call if a later
     * loss of writes may have undone the data in its answer.
     */
    List<Call> stateCalls(Client client) {
        return client.calls()
                .filter(call -> ReportedState.find(call).isPresent() && isAfterLoss(call))
                .sorted(Comparator.comparingLong(Call::start))
                .toList();
    }

    /**
     * Returns whether the data in the answer to this call comes from after the last loss, so that no loss can have undone it.
     */
    boolean isAfterLoss(Call call) {
        return isAfterLoss(call.start() - Staleness.of(call));
    }

    boolean isAfterLoss(long moment) {
        return loss.isEmpty() || moment > loss.get().last();
    }

    /** Returns whether an acknowledged session is missing in the trail because it ended before the trail began. */
    boolean endedBeforeTrail(Client client) {
        return path(client).isEmpty()
                && client.isAcknowledged()
                && trail.roomAtEnd().gaps().stream().anyMatch(gap -> gap.explains(client));
    }

    /** Returns whether a session was acknowledged and Redis then lost the session, either alone or together with its room. */
    boolean isLost(Client client) {
        if (loss.isEmpty() || !client.isAcknowledged()) {
            return false;
        }
        return path(client)
                .map(SessionPath::isLost)
                .orElseGet(() -> !isAfterLoss(client.joins().get(0)) && !endedBeforeTrail(client));
    }
}
