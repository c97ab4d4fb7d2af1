package io.waitingroom.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * Where the primary is. With Sentinels it may be elsewhere tomorrow while the old one still answers: one that hung, and
 * was replaced, takes writes for some ten seconds after it wakes, all of which are lost.
 */
final class PrimaryFinder {
    private final RedisClient client;
    private final RedisURI uri;

    /** @param uri as configured: of one server, or of Sentinels */
    PrimaryFinder(RedisClient client, RedisURI uri) {
        this.client = client;
        this.uri = uri;
    }

    /** Whether the primary may change its place. */
    boolean mayMove() {
        return !uri.getSentinels().isEmpty();
    }

    /** The primary's own address, as the first Sentinel that answers has it. */
    CompletableFuture<RedisURI> find() {
        return mayMove() ? ask() : CompletableFuture.completedFuture(uri);
    }

    private CompletableFuture<RedisURI> ask() {
        return client.connectSentinelAsync(StringCodec.UTF8, uri)
                .thenCompose(sentinel -> sentinel.async()
                        .getMasterAddrByName(uri.getSentinelMasterId())
                        .toCompletableFuture()
                        .thenApply(this::at)
                        .whenComplete((address, error) -> sentinel.closeAsync()));
    }

    private RedisURI at(SocketAddress address) {
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
