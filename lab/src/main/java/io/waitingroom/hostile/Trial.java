package io.waitingroom.hostile;

import io.waitingroom.hostile.GoodClients.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The result of one attack.
 *
 * @param attack the attack
 * @param tally the attack's requests and their outcomes
 * @param quiet the result of the good clients just before the attack
 * @param good the result of the good clients during the attack
 * @param peak the highest value of each of the server's figures during the attack
 * @param threadsStarted the number of threads that the server started during the attack
 * @param heapBytes the server's live heap in bytes at the end, while the attack's connections are still open
 * @param redisCalls the number of Redis calls that the attack's requests cost
 * @param victimUnharmed whether the attack failed to end the victim's session
 */
record Trial(
        Attack attack,
        Tally tally,
        Served quiet,
        Served good,
        ApiFigures peak,
        int threadsStarted,
        long heapBytes,
        long redisCalls,
        boolean victimUnharmed) {
    private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(500);

    /**
     * Runs an attack.
     *
     * @param baseline the time for which the good clients are measured before the attack
     * @param time the duration of the attack
     */
    static Trial run(Attack attack, AttackedSystem target, Duration baseline, Duration time)
            throws IOException, InterruptedException {
        var tally = new Tally();
        var quiet = GoodClients.serve(target.port(), System.nanoTime() + baseline.toNanos());
        var before = target.figures();
        var end = System.nanoTime() + time.toNanos();
        try (var running = attack.begin().apply(target, tally)) {
            var attacking = start(() -> running.run(end));
            var sampling = CompletableFuture.supplyAsync(() -> sampleUntil(target, end));
            var good = GoodClients.serve(target.port(), end);
            attacking.join();
            var after = target.figures();
            target.collectGarbage();
            var heap = target.figures().heapBytes();
            var calls = after.redisCalls() - before.redisCalls() - good.calls();
            var started = after.threadsStarted() - before.threadsStarted();
            return new Trial(
                    attack, tally, quiet, good, sampling.join(), started, heap, calls, target.victimIsUnharmed());
        }
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<Void> start(Interruptible task) {
        return CompletableFuture.runAsync(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static ApiFigures sampleUntil(AttackedSystem target, long end) {
        var peak = target.figures();
        while (System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(SAMPLE_INTERVAL.toNanos(), Math.max(0, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return peak;
            }
            peak = peak.max(target.figures());
        }
        return peak;
    }

    /** Returns whether the attack cost more Redis calls than allowed. */
    boolean exceedsRedisCalls() {
        return redisCalls > attack.maxRedisCalls().applyAsLong(tally);
    }

    /** Returns how many Redis calls one request of the attack cost on average. */
    double redisCallsPerRequest() {
        return redisCalls / (double) Math.max(1, tally.requests());
    }
}
