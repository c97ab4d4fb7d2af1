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
 * The store of the permit keys of this server. The servers of the fleet share keys through Redis. The first server generates a
 * key. If Redis has lost keys, each server puts back the keys that it knows.
 *
 * <p>Keys that are configured with {@code --permit-key} are not shared. They stay in the servers that were configured with
 * them, and the first configured key signs.
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

    /**
     * Synchronises the keys with Redis. This method must be called again and again, because keys are added and removed, and
     * because Redis may lose the keys at any time.
     */
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

    /**
     * Returns the key with which the fleet signs: the newest key whose start time has passed. If there is no such key, returns
     * the first key.
     */
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

    /** Returns the reason why no permit can be signed at the moment; empty if permits can be signed. */
    public Optional<String> trouble() {
        return ring.signing().isPresent() ? Optional.empty() : Optional.of(NO_KEY);
    }
}
