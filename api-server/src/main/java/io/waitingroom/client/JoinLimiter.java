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
 * Lets one client join only so often: a bucket of tokens for each, in this server's memory. That holds so many clients;
 * whoever drops out of it begins anew with a full bucket, so that a flood from ever new addresses fills no memory.
 */
public final class JoinLimiter {
    static final int MOST_CLIENTS = 50_000;

    private final JoinRate rate;
    private final TrustedProxies proxies;
    private final Cache<ClientNetwork, Bucket> buckets;

    JoinLimiter(JoinRate rate, TrustedProxies proxies) {
        this.rate = rate;
        this.proxies = proxies;
        // A bucket that nobody touched for that long is full again: a new one is the same.
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(rate.per())
                .build();
    }

    /** @throws ProblemException if the client has to wait before it joins again */
    public void admit(Context ctx) {
        var wait = delay(ctx);
        if (!wait.isZero()) {
            RetryAfter.set(ctx, wait);
            throw new ProblemException(Problem.of(429, "Too many joins from this address. Try again later."));
        }
    }

    /** Takes one of the tokens of whoever sent the request, or tells how long it takes until there is one. */
    public Duration delay(Context ctx) {
        if (!rate.isLimited()) {
            return Duration.ZERO;
        }
        return take(proxies.clientOf(ctx));
    }

    /** Takes one of the client's tokens, or tells how long it takes until there is one. */
    Duration take(InetAddress client) {
        var taken = buckets.get(ClientNetwork.of(client), added -> bucket()).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? Duration.ZERO : Duration.ofNanos(taken.getNanosToWaitForRefill());
    }

    /** How many clients are remembered, once those that are too many have gone. */
    long clients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.joins()).refillGreedy(rate.joins(), rate.per()))
                .withNanosecondPrecision()
                .build();
    }
}
