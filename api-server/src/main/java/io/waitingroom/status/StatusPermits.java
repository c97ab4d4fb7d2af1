package io.waitingroom.status;

import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitIssuer;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Adds a permit to the status of an ACTIVE session, and to no other status. If no signing key is known, the client gets the status without
 * a permit. The client then at least learns that the session is ACTIVE and that the heartbeat was accepted, which matters more than the
 * permit.
 */
public final class StatusPermits {
    private final PermitIssuer permits;

    public StatusPermits(PermitIssuer permits) {
        this.permits = permits;
    }

    /**
     * Adds a permit to the status if the session is ACTIVE.
     *
     * @param binding the client to which the permit is bound
     * @param freshness how much lifetime a cached permit must have left; if it has less, a new permit is signed
     */
    public CompletableFuture<Optional<SessionStatus>> addTo(
            SessionId id, Binding binding, Freshness freshness, CompletableFuture<Optional<SessionStatus>> status) {
        if (isReadyWithoutPermit(status)) {
            return status;
        }
        return status.thenCompose(found -> isActive(found)
                ? add(id, binding, freshness, found.orElseThrow())
                : CompletableFuture.completedFuture(found));
    }

    // The status of a WAITING session comes from memory, for as many polls as a million clients send. It needs no
    // further stage.
    private static boolean isReadyWithoutPermit(CompletableFuture<Optional<SessionStatus>> status) {
        return status.isDone() && !status.isCompletedExceptionally() && !isActive(status.join());
    }

    private static boolean isActive(Optional<SessionStatus> status) {
        return status.isPresent() && status.get().state() == SessionState.ACTIVE;
    }

    private CompletableFuture<Optional<SessionStatus>> add(
            SessionId id, Binding binding, Freshness freshness, SessionStatus status) {
        return permits.issue(id, status.remaining().orElseThrow(), binding, freshness)
                .thenApply(permit -> Optional.of(status.withPermit(permit)));
    }
}
