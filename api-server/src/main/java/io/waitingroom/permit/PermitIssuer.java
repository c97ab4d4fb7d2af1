package io.waitingroom.permit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waitingroom.permit.check.PermitFormat;
import io.waitingroom.session.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Issues permits for ACTIVE sessions, and checks the permits in requests. Signatures are made and checked by
 * {@link SignatureThreads}, never by a thread that handles requests. Issued permits and valid permits are cached.
 */
public final class PermitIssuer {
    private static final int MAX_CACHED = 50_000;

    private final PermitKeys keys;
    private final PermitSigner signer;
    private final PermitReader reader;
    private final Duration lifetime;
    // Two pools: a flood of forged permits, which any client can send, must not delay new permits.
    private final SignatureThreads signers = new SignatureThreads("permit-signer");
    private final SignatureThreads checkers = new SignatureThreads("permit-checker");
    private final Timer signing;
    private final Cache<Holder, Issued> issued;
    private final Cache<String, VerifiedPermit> checked;

    private record Holder(SessionId session, Binding binding) {}

    private record Issued(PermitKey key, long issuedAt, Duration lifetime, CompletableFuture<Permit> permit) {
        boolean isReusable(KeyRing ring, Duration wanted, Freshness freshness) {
            var left = lifetime.toNanos() - (System.nanoTime() - issuedAt);
            return !permit.isCompletedExceptionally()
                    && freshness.isMet(left, wanted.toNanos())
                    && ring.publishes(key.id());
        }
    }

    /**
     * Creates the issuer for a room.
     *
     * @param room the room whose permits are issued. The room is the audience of the permits (claim aud)
     */
    PermitIssuer(
            PermitKeys keys, String issuer, String room, Duration lifetime, Duration leeway, MeterRegistry metrics) {
        this.keys = keys;
        this.lifetime = lifetime;
        signer = new PermitSigner(issuer, room);
        reader = new PermitReader(keys, issuer, room, leeway);
        issued = Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(lifetime)
                .build();
        checked = Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(lifetime.plus(leeway))
                .build();
        signing = metrics.timer("waitingroom.permits.signed");
        metrics.gauge("waitingroom.permit.key", keys, known -> known.trouble().isPresent() ? 0 : 1);
    }

    /**
     * Issues a permit for an ACTIVE session, or returns a cached permit.
     *
     * @param remaining the time until the session's deadline. The permit expires no later than the session
     * @param binding the client that gets the permit
     * @param freshness the condition for returning a cached permit
     * @return a future of the permit; empty if no key is known. The future fails with a {@link RejectedExecutionException} if
     *     too many signatures are queued
     */
    public CompletableFuture<Optional<Permit>> issue(
            SessionId session, Duration remaining, Binding binding, Freshness freshness) {
        var ring = keys.ring();
        if (ring.signing().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var wanted = remaining.compareTo(lifetime) < 0 ? remaining : lifetime;
        var holder = new Holder(session, binding);
        var cached = issued.getIfPresent(holder);
        var current = cached != null && cached.isReusable(ring, wanted, freshness)
                ? cached
                : issued.asMap().compute(holder, (same, last) -> reuseOrSign(last, same, ring, wanted, freshness));
        return current.permit.thenApply(Optional::of);
    }

    private Issued reuseOrSign(Issued last, Holder holder, KeyRing ring, Duration wanted, Freshness freshness) {
        if (last != null && last.isReusable(ring, wanted, freshness)) {
            return last;
        }
        var key = ring.signing().orElseThrow();
        Supplier<Permit> task = () -> signer.sign(key, holder.session, wanted, holder.binding);
        return new Issued(key, System.nanoTime(), wanted, signers.run(() -> signing.record(task)));
    }

    /**
     * Checks a permit and returns the session of the permit.
     *
     * @param text the permit that a client sent
     * @param binding the client that sent the permit
     * @return a future of the session; empty if the permit is invalid or bound to another client. The future fails with a
     *     {@link RejectedExecutionException} if no key is known or too many checks are queued. A failure of Redis has
     *     another exception. With {@code --fail-open}, a client is let in after a failure of Redis. A permit that was not checked
     *     may be forged, and a client with a forged permit must stay out
     */
    public CompletableFuture<Optional<SessionId>> read(String text, Binding binding) {
        var hasKeys = !keys.ring().keys().isEmpty();
        var cached = checked.getIfPresent(text);
        if (cached != null && hasKeys) {
            return CompletableFuture.completedFuture(reader.validSession(cached, binding));
        }
        if (!PermitFormat.matches(text)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!hasKeys) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(PermitKeys.NO_KEY));
        }
        return checkers.run(() -> reader.read(text)).thenApply(found -> {
            found.ifPresent(permit -> checked.put(text, permit));
            return found.flatMap(permit -> reader.validSession(permit, binding));
        });
    }

    /** Returns the public keys as a JWK set; empty if no key is known yet. */
    public Optional<byte[]> publicKeys() {
        var ring = keys.ring();
        return ring.keys().isEmpty() ? Optional.empty() : Optional.of(ring.json());
    }
}
