package io.waitingroom.faults;

import io.waitingroom.history.Call.Answer;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * Warms up new processes, so that the JVM compiles their code before the first fault. Then measures how many calls per second
 * this machine answers.
 */
final class Warmup {
    /** The number of calls after which the JVM has compiled most of the code that answers calls. */
    private static final int WARMUP_CALLS = 1_500;
    /** The longest time to wait until {@link #WARMUP_CALLS} calls have been answered. */
    private static final Duration WARMUP_LIMIT = Duration.ofSeconds(6);

    private static final Duration MEASURED_TIME = Duration.ofMillis(1_500);
    /**
     * The number of threads that send calls. A poll of a new session may wait 60 ms for a snapshot that contains the session.
     * With few threads, this wait would limit the measured rate.
     */
    private static final int THREADS = 200;

    private final LongAdder answered = new LongAdder();
    private final ApiClient api;
    private volatile boolean over;

    /**
     * Creates a warm-up.
     *
     * @param api a client whose requests take the path of the visitors' requests
     */
    Warmup(ApiClient api) {
        this.api = api;
    }

    /** Warms the processes up, and returns how many calls of many concurrent visitors were then answered per second. */
    double run() {
        for (int i = 0; i < THREADS; i++) {
            Threads.start("warm-up", this::visitRepeatedly);
        }
        Waits.holdsWithin(WARMUP_LIMIT, () -> answered.sum() >= WARMUP_CALLS);
        var before = answered.sum();
        var start = System.nanoTime();
        Waits.sleep(MEASURED_TIME);
        var calls = answered.sum() - before;
        over = true;
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private void visitRepeatedly() {
        while (!over) {
            if (await(api.join(UUID.randomUUID().toString())) instanceof Answered response
                    && !response.session().isEmpty()) {
                var id = response.session();
                await(api.heartbeat(id, AsOfCodec.NONE));
                await(api.poll(id, AsOfCodec.NONE));
                await(api.poll(id, AsOfCodec.NONE));
                await(api.leave(id));
            }
        }
    }

    private Answer await(CompletableFuture<Answer> call) {
        var answer = call.join();
        if (answer instanceof Answered response && response.status() / 100 == 2) {
            answered.increment();
        }
        return answer;
    }
}
