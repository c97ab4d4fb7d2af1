package io.waitingroom.routes;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds to an online check if the session cannot be read from Redis. The response is 503, or 204 with {@code --fail-open}. A
 * 204 lets the checked request in.
 */
final class FailOpenPolicy {
    private static final Logger log = LoggerFactory.getLogger(FailOpenPolicy.class);

    private final boolean failOpen;
    private final Counter failedOpen;
    private final AtomicBoolean isOpen = new AtomicBoolean();

    FailOpenPolicy(boolean failOpen, MeterRegistry metrics) {
        this.failOpen = failOpen;
        failedOpen = metrics.counter("waitingroom.verify.failed.open");
    }

    void answer(Context ctx) {
        if (!failOpen) {
            throw new RedisUnavailableException("the online check could not read the session");
        }
        failedOpen.increment();
        if (isOpen.compareAndSet(false, true)) {
            log.warn(
                    "The online check cannot read sessions: it lets in requests with a session or permit (--fail-open)");
        }
        ctx.status(204).header("Waiting-Room-Fail-Open", "true");
    }

    /** Records that a check has read its session successfully. After this, the next failure is logged again. */
    void recordSuccess() {
        if (isOpen.get() && isOpen.compareAndSet(true, false)) {
            log.info("The online check can read sessions again");
        }
    }
}
