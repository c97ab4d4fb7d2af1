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
 * Limits joins per client with a token bucket. The buckets are in the memory of this server, and their number is limited: a flood from
 * ever new addresses cannot fill the memory. A client whose bucket was evicted starts again with a full one.
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
     * Takes a token from the bucket of the client.
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

    /** Takes a token from the bucket of the client that sent the request. Returns zero, or the time until the next token. */
    public Duration delay(Context ctx) {
        if (!rate.isLimited()) {
            return Duration.ZERO;
        }
        return take(proxies.clientOf(ctx));
    }

    /** Takes a token from the client's bucket. Returns zero, or the time until the next token. */
    Duration take(InetAddress client) {
        var probe = buckets.get(ClientNetwork.of(client), added -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Returns the number of clients with a bucket, after evictions that are due. */
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
