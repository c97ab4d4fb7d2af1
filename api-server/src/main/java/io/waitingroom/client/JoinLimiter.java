package io.waitingroom.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.http.RetryAfter;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Limits the joins of each client with a token bucket. This server keeps the buckets in memory. The number of buckets is limited, so that a
 * flood of joins, each from another address, cannot fill the memory. If the bucket of a client was evicted, the client starts again with a
 * full bucket.
 */
public final class JoinLimiter {
    static final int MAX_CLIENTS = 50_000;

    private final JoinRate rate;
    private final TrustedProxies proxies;
    private final Cache<ClientNetwork, Bucket> buckets;

    JoinLimiter(JoinRate rate, TrustedProxies proxies) {
        this.rate = rate;
        this.proxies = proxies;
        // A bucket that was not used for this time is full again, and so equal to a new one.
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .expireAfterAccess(rate.per())
                .build();
    }

    /**
     * Takes a token from the bucket of the client that sent the request.
     *
     * @throws ProblemException if the client must wait before it joins again
     */
    public void admit(Context ctx) {
        var wait = delay(ctx);
        if (!wait.isZero()) {
            RetryAfter.set(ctx, wait);
            throw new ProblemException(Problem.of(429, "Too many joins from this address. Try again later."));
        }
    }

    /**
     * Takes a token from the bucket of the client that sent the request. Returns zero if there was a token, else the time until the next
     * token.
     */
    public Duration delay(Context ctx) {
        if (!rate.isLimited()) {
            return Duration.ZERO;
        }
        return take(proxies.clientOf(ctx));
    }

    /** Takes a token from the bucket of the client. Returns zero if there was a token, else the time until the next token. */
    Duration take(InetAddress client) {
        var probe = buckets.get(ClientNetwork.of(client), added -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Returns the number of clients that have a bucket, after all evictions that are due. */
    long clients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.joins()).refillGreedy(rate.joins(), rate.per()))
                .withNanosecondPrecision()
                .build();
    }
}
