package io.waitingroom.faults;

import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Work for processes that have just started, so that the first fault is not made to ones that are still being compiled;
 * and how much of it this machine can do.
 */
final class Warmup {
    /** Calls after which most of what serves them is compiled, and how long to wait for that at most. */
    private static final int UNMEASURED = 1_500;

    private static final Duration UNMEASURED_LIMIT = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofMillis(1_500);
    /** A look at a new session may wait 60 ms for a snapshot that knows it: with a few people, that would be measured. */
    private static final int AT_ONCE = 200;

    private final LongAdder answered = new LongAdder();
    private final Api api;
    private volatile boolean over;

    /** @param api whose way to the servers is everybody's */
    Warmup(Api api) {
        this.api = api;
    }

    /** How many calls of people, many at once, were answered in a second. */
    double run() {
        for (int i = 0; i < AT_ONCE; i++) {
            Threads.start("warm-up", this::comeAndGo);
        }
        Patience.soon(UNMEASURED_LIMIT, () -> answered.sum() >= UNMEASURED);
        var before = answered.sum();
        var begun = System.nanoTime();
        Patience.pass(MEASURED);
        var calls = answered.sum() - before;
        over = true;
        return calls * 1e9 / (System.nanoTime() - begun);
    }

    private void comeAndGo() {
        while (!over) {
            if (answer(api.join(UUID.randomUUID().toString())) instanceof Answered known
                    && !known.session().isEmpty()) {
                var id = known.session();
                answer(api.heartbeat(id, AsOfCodec.NONE));
                answer(api.poll(id, AsOfCodec.NONE));
                answer(api.poll(id, AsOfCodec.NONE));
                answer(api.leave(id));
            }
        }
    }

    private Answer answer(CompletableFuture<Answer> call) {
        var answer = call.join();
        if (answer instanceof Answered known && known.status() / 100 == 2) {
            answered.increment();
        }
        return answer;
    }
}
