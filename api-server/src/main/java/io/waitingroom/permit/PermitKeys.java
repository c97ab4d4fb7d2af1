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
 * The keys that this server signs permits with, and publishes. The fleet shares them through Redis: the first server makes
 * one, and whoever finds them lost puts them back. Configured keys stay with the servers that were given them; the first one
 * signs.
 */
public final class PermitKeys {
    private static final Logger log = LoggerFactory.getLogger(PermitKeys.class);

    static final String NONE = "no key to sign permits with is known";

    private final RedisPermitKeys redis;
    private final List<PermitKey> configured;
    private List<Shared> known = List.of();
    private volatile KeyRing ring;

    PermitKeys(RedisPermitKeys redis, List<PermitKey> configured) {
        this.redis = redis;
        this.configured = configured;
        this.ring = KeyRing.of(configured.stream().findFirst(), configured.stream());
    }

    /** Compares with Redis. To be repeated: keys come and go, and Redis may lose them at any time. */
    public CompletableFuture<Void> agree() {
        return redis.share(known())
                .thenCompose(all -> all.keys().isEmpty() && configured.isEmpty()
                        ? makeFirst()
                        : CompletableFuture.completedFuture(all))
                .thenAccept(this::take);
    }

    private CompletableFuture<All> makeFirst() {
        var key = PermitKey.generate();
        return redis.first(key.id(), key.text());
    }

    private synchronized List<Shared> known() {
        return known;
    }

    private synchronized void take(All all) {
        if (all.keys().equals(known) && ring.signing().equals(signing(all))) {
            return;
        }
        known = all.keys();
        var signing = signing(all);
        ring = KeyRing.of(signing, Stream.concat(configured.stream(), keys(all.keys().stream())));
        trouble().ifPresent(trouble -> log.warn("No permits can be given: {}", trouble));
        log.info(
                "Permits are signed with key {}; published are {}",
                signing.map(PermitKey::id).orElse("none"),
                ring.keys().stream().map(key -> key.getKeyID()).toList());
    }

    private Optional<PermitKey> signing(All all) {
        return configured.isEmpty()
                ? current(all).flatMap(key -> PermitKey.parse(key.text()))
                : configured.stream().findFirst();
    }

    /** The newest of those whose time has come. A fleet none of whose keys' time has come signs with the first all the same. */
    static Optional<Shared> current(All all) {
        return all.keys().stream()
                .filter(key -> key.from() <= all.now())
                .reduce((earlier, later) -> later)
                .or(() -> all.keys().stream().findFirst());
    }

    // What another version may have put there is left alone.
    private static Stream<PermitKey> keys(Stream<Shared> shared) {
        return shared.map(key -> PermitKey.parse(key.text())).flatMap(Optional::stream);
    }

    KeyRing ring() {
        return ring;
    }

    /** Why no permit can be signed at the moment. */
    public Optional<String> trouble() {
        return ring.signing().isPresent() ? Optional.empty() : Optional.of(NONE);
    }
}
