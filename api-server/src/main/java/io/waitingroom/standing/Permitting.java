package io.waitingroom.standing;

import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.Permits;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Adds a permit to what is told to those who are ACTIVE, and to nobody else. */
public final class Permitting {
    private final Permits permits;

    public Permitting(Permits permits) {
        this.permits = permits;
    }

    /**
     * What came of a step, with a permit if that is that the session is ACTIVE.
     *
     * @param binding of whoever is told
     */
    public CompletableFuture<Optional<Standing>> to(
            SessionId id, Binding binding, Freshness freshness, CompletableFuture<Optional<Standing>> step) {
        return step.thenCompose(found -> found.filter(now -> now.state() == SessionState.ACTIVE)
                .map(now -> add(id, binding, freshness, now))
                .orElseGet(() -> CompletableFuture.completedFuture(found)));
    }

    private CompletableFuture<Optional<Standing>> add(
            SessionId id, Binding binding, Freshness freshness, Standing now) {
        return permits.issue(id, now.remaining().orElseThrow(), binding, freshness)
                .thenApply(permit -> Optional.of(now.with(permit)));
    }
}
