package io.waitingroom.permit;

import io.waitingroom.redis.RedisPermitKeys;
import io.waitingroom.redis.RedisPermitKeys.All;
import io.waitingroom.redis.RedisPermitKeys.Shared;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of the permit keys of this server. The fleet shares keys through Redis: the first server generates one, and a server that
 * finds its keys missing in Redis restores them. Configured keys are not shared: they stay in the servers that were configured with them,
 * and the first one signs.
 */
public final class PermitKeys {
    private static final Logger log = LoggerFactory.getLogger(PermitKeys.class);

    static final String NO_KEY = "no key to sign permits with is known";

    private final RedisPermitKeys redis;
    private final List<PermitKey> configured;
    private List<Shared> known = List.of();
    private volatile KeyRing ring;

    PermitKeys(RedisPermitKeys redis, List<PermitKey> configured) {
        this.redis = redis;
        this.configured = configured;
        this.ring = KeyRing.of(configured.stream().findFirst(), configured.stream());
    }

    /** Synchronises the keys with Redis. Must be called again and again: keys come and go, and Redis may lose them at any time. */
    public CompletableFuture<Void> agree() {
        return redis.share(known())
                .thenCompose(all -> all.keys().isEmpty() && configured.isEmpty()
                        ? generateFirst()
                        : CompletableFuture.completedFuture(all))
                .thenAccept(this::update);
    }

    private CompletableFuture<All> generateFirst() {
        var key = PermitKey.generate();
        return redis.first(key.id(), key.text());
    }

    private synchronized List<Shared> known() {
        return known;
    }

    private synchronized void update(All all) {
        if (all.keys().equals(known) && ring.signing().equals(signing(all))) {
            return;
        }
        known = all.keys();
        var signing = signing(all);
        ring = KeyRing.of(signing, Stream.concat(configured.stream(), keys(all.keys().stream())));
        trouble().ifPresent(trouble -> log.warn("No permits can be issued: {}", trouble));
        log.info(
                "Permits are signed with key {}; published keys: {}",
                signing.map(PermitKey::id).orElse("none"),
                ring.keys().stream().map(key -> key.getKeyID()).toList());
    }

    private Optional<PermitKey> signing(All all) {
        return configured.isEmpty()
                ? current(all).flatMap(key -> PermitKey.parse(key.text()))
                : configured.stream().findFirst();
    }

    /** Returns the newest key whose start time has passed. If there is none, the fleet signs with the first key. */
    static Optional<Shared> current(All all) {
        return all.keys().stream()
                .filter(key -> key.from() <= all.now())
                .reduce((earlier, later) -> later)
                .or(() -> all.keys().stream().findFirst());
    }

    // Skips keys that cannot be parsed: another version may have stored them.
    private static Stream<PermitKey> keys(Stream<Shared> shared) {
        return shared.map(key -> PermitKey.parse(key.text())).flatMap(Optional::stream);
    }

    KeyRing ring() {
        return ring;
    }

    /** Returns the reason why no permit can be signed at the moment; empty if one can. */
    public Optional<String> trouble() {
        return ring.signing().isPresent() ? Optional.empty() : Optional.of(NO_KEY);
    }
}
