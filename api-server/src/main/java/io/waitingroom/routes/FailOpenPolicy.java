package io.waitingroom.routes;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.waitingroom.redis.RedisUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a check answers that cannot tell: that it cannot, or, where a team wants that, that everybody may come in. */
final class FailOpenPolicy {
    private static final Logger log = LoggerFactory.getLogger(FailOpenPolicy.class);

    private final boolean wanted;
    private final Counter passed;
    private final AtomicBoolean open = new AtomicBoolean();

    FailOpenPolicy(boolean wanted, MeterRegistry metrics) {
        this.wanted = wanted;
        passed = metrics.counter("waitingroom.verify.failed.open");
    }

    void answer(Context ctx) {
        if (!wanted) {
            throw new RedisUnavailableException("it cannot be told who may come in");
        }
        passed.increment();
        if (open.compareAndSet(false, true)) {
            log.warn("It cannot be told who may come in: whoever shows a session is let in (--fail-open)");
        }
        ctx.status(204).header("Waiting-Room-Fail-Open", "true");
    }

    /** A check that could tell: the next one that cannot is news. */
    void couldTell() {
        if (open.get() && open.compareAndSet(true, false)) {
            log.info("It can be told again who may come in");
        }
    }
}
