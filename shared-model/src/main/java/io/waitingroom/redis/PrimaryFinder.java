package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the address of the primary. If Sentinels are configured, another server may become the primary while the old
 * primary still answers. An old primary that hung and was replaced accepts writes for about ten seconds after it wakes
 * up. All these writes are lost.
 */
final class PrimaryFinder {
    private final RedisClient client;
    private final RedisURI uri;

    /**
     * Creates a finder.
     *
     * @param uri the configured URI of one server, or of Sentinels
     */
    PrimaryFinder(RedisClient client, RedisURI uri) {
        this.client = client;
        this.uri = uri;
    }

    /** Returns whether Sentinels are configured. Only then can another server become the primary. */
    boolean usesSentinels() {
        return !uri.getSentinels().isEmpty();
    }

    /**
     * Returns the address of the primary. If Sentinels are configured, the address comes from the first Sentinel that
     * answers.
     */
    CompletableFuture<RedisURI> find() {
        return usesSentinels() ? askSentinels() : CompletableFuture.completedFuture(uri);
    }

    private CompletableFuture<RedisURI> askSentinels() {
        return client.connectSentinelAsync(StringCodec.UTF8, uri)
                .thenCompose(sentinel -> sentinel.async()
                        .getMasterAddrByName(uri.getSentinelMasterId())
                        .toCompletableFuture()
                        .thenApply(this::uriOf)
                        .whenComplete((address, error) -> sentinel.closeAsync()));
    }

    private RedisURI uriOf(SocketAddress address) {
        if (!(address instanceof InetSocketAddress server)) {
            throw new RedisUnavailableException("the Sentinels know no primary " + uri.getSentinelMasterId());
        }
        var primary = RedisURI.builder()
                .withHost(server.getHostString())
                .withPort(server.getPort())
                .withDatabase(uri.getDatabase())
                .withTimeout(uri.getTimeout())
                .withSsl(uri)
                .build();
        primary.setCredentialsProvider(uri.getCredentialsProvider());
        return primary;
    }
}
