package io.waitingroom.status;

import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Adds a permit to what is told to those who are ACTIVE, and to nobody else. Where no key is known they are told all the same:
 * that it is their turn, and that their heartbeat counts, matters more than a permit.
 */
public final class StatusPermits {
    private final PermitIssuer permits;

    public StatusPermits(PermitIssuer permits) {
        this.permits = permits;
    }

    /**
     * What came of a step, with a permit if that is that the session is ACTIVE.
     *
     * @param binding of whoever is told
     */
    public CompletableFuture<Optional<SessionStatus>> to(
            SessionId id, Binding binding, Freshness freshness, CompletableFuture<Optional<SessionStatus>> step) {
        if (isThereForOneWhoWaits(step)) {
            return step;
        }
        return step.thenCompose(found -> isActive(found)
                ? add(id, binding, freshness, found.orElseThrow())
                : CompletableFuture.completedFuture(found));
    }

    // From memory, as often as a million people ask: that takes no further step.
    private static boolean isThereForOneWhoWaits(CompletableFuture<Optional<SessionStatus>> step) {
        return step.isDone() && !step.isCompletedExceptionally() && !isActive(step.join());
    }

    private static boolean isActive(Optional<SessionStatus> found) {
        return found.isPresent() && found.get().state() == SessionState.ACTIVE;
    }

    private CompletableFuture<Optional<SessionStatus>> add(
            SessionId id, Binding binding, Freshness freshness, SessionStatus now) {
        return permits.issue(id, now.remaining().orElseThrow(), binding, freshness)
                .thenApply(permit -> Optional.of(now.with(permit)));
    }
}
