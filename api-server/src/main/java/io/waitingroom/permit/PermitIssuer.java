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
 * Gives permits for sessions that are ACTIVE, and reads those that come back. Signing and checking signatures are done by
 * {@link SignatureThreads}, never by a thread that serves those who wait. What was signed or checked is remembered.
 */
public final class PermitIssuer {
    private static final int MOST = 50_000;

    private final PermitKeys keys;
    private final PermitSigner signer;
    private final PermitReader reader;
    private final Duration lifetime;
    // Apart, so that whoever shows forgeries, which anybody can, keeps nobody from a permit.
    private final SignatureThreads signers = new SignatureThreads("permit-signer");
    private final SignatureThreads checkers = new SignatureThreads("permit-checker");
    private final Timer signing;
    private final Cache<Holder, Issued> issued;
    private final Cache<String, ReadPermit> known;

    private record Holder(SessionId session, Binding binding) {}

    private record Issued(PermitKey key, long begun, Duration lifetime, CompletableFuture<Permit> permit) {
        boolean isGood(KeyRing ring, Duration wanted, Freshness freshness) {
            var left = lifetime.toNanos() - (System.nanoTime() - begun);
            return !permit.isCompletedExceptionally()
                    && freshness.isMet(left, wanted.toNanos())
                    && ring.publishes(key.id());
        }
    }

    /** @param room whose permits they are */
    PermitIssuer(
            PermitKeys keys, String issuer, String room, Duration lifetime, Duration leeway, MeterRegistry metrics) {
        this.keys = keys;
        this.lifetime = lifetime;
        signer = new PermitSigner(issuer, room);
        reader = new PermitReader(keys, issuer, room, leeway);
        issued = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(lifetime)
                .build();
        known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(lifetime.plus(leeway))
                .build();
        signing = metrics.timer("waitingroom.permits.signed");
        metrics.gauge("waitingroom.permit.key", keys, agreed -> agreed.trouble().isPresent() ? 0 : 1);
    }

    /**
     * A permit for a session that is ACTIVE.
     *
     * @param remaining until the session's deadline, which no permit outlives
     * @param binding of whoever asks for it
     * @return empty where no key is known; or a {@link RejectedExecutionException} where too many wait for theirs
     */
    public CompletableFuture<Optional<Permit>> issue(
            SessionId session, Duration remaining, Binding binding, Freshness freshness) {
        var ring = keys.ring();
        if (ring.signing().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var wanted = remaining.compareTo(lifetime) < 0 ? remaining : lifetime;
        var holder = new Holder(session, binding);
        var there = issued.getIfPresent(holder);
        var good = there != null && there.isGood(ring, wanted, freshness)
                ? there
                : issued.asMap().compute(holder, (same, last) -> renew(last, same, ring, wanted, freshness));
        return good.permit.thenApply(Optional::of);
    }

    private Issued renew(Issued last, Holder holder, KeyRing ring, Duration wanted, Freshness freshness) {
        if (last != null && last.isGood(ring, wanted, freshness)) {
            return last;
        }
        var key = ring.signing().orElseThrow();
        Supplier<Permit> task = () -> signer.sign(key, holder.session, wanted, holder.binding);
        return new Issued(key, System.nanoTime(), wanted, signers.run(() -> signing.record(task)));
    }

    /**
     * The session that a permit was given to; empty where it is not good, or tied to somebody else.
     *
     * @return or a {@link RejectedExecutionException} where no key is known, or too many wait to be read: a check that fails
     *     open must not let in whoever forges one
     */
    public CompletableFuture<Optional<SessionId>> read(String text, Binding binding) {
        var hasKeys = !keys.ring().keys().isEmpty();
        var before = known.getIfPresent(text);
        if (before != null && hasKeys) {
            return CompletableFuture.completedFuture(reader.session(before, binding));
        }
        if (!PermitFormat.matches(text)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!hasKeys) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(PermitKeys.NONE));
        }
        return checkers.run(() -> reader.read(text)).thenApply(found -> {
            found.ifPresent(permit -> known.put(text, permit));
            return found.flatMap(permit -> reader.session(permit, binding));
        });
    }

    /** The public keys, as a JWK set; empty where none is known yet. */
    public Optional<byte[]> publicKeys() {
        var ring = keys.ring();
        return ring.keys().isEmpty() ? Optional.empty() : Optional.of(ring.json());
    }
}
