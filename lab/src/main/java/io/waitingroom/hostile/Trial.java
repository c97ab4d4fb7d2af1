package io.waitingroom.hostile;

import io.waitingroom.hostile.GoodClients.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What one attack did.
 *
 * @param quiet how the good clients were served just before
 * @param good how the good clients were served meanwhile
 * @param most the most threads and connections that the server had meanwhile
 * @param threadsStarted how many threads the server started meanwhile
 * @param heapBytes what its heap held at the end, garbage excluded, whatever the attack held open still open
 * @param redisCalls what the attack's requests cost Redis, in calls
 */
record Trial(
        Attack attack,
        Tally tally,
        Served quiet,
        Served good,
        ApiFigures most,
        int threadsStarted,
        long heapBytes,
        long redisCalls,
        boolean unharmed) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /**
     * Attacks.
     *
     * @param calm how long to look at the good clients before
     * @param time how long to attack
     */
    static Trial run(Attack attack, AttackedSystem target, Duration calm, Duration time)
            throws IOException, InterruptedException {
        var tally = new Tally();
        var quiet = GoodClients.serve(target.port(), System.nanoTime() + calm.toNanos());
        var before = target.figures();
        var end = System.nanoTime() + time.toNanos();
        try (var siege = attack.means().apply(target, tally)) {
            var attacking = begin(() -> siege.run(end));
            var looking = CompletableFuture.supplyAsync(() -> lookUntil(target, end));
            var good = GoodClients.serve(target.port(), end);
            attacking.join();
            var after = target.figures();
            target.collectGarbage();
            var heap = target.figures().heapBytes();
            var calls = after.redisCalls() - before.redisCalls() - good.calls();
            var started = after.threadsStarted() - before.threadsStarted();
            return new Trial(
                    attack, tally, quiet, good, looking.join(), started, heap, calls, target.victimIsUnharmed());
        }
    }

    private interface Interruptible {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<Void> begin(Interruptible task) {
        return CompletableFuture.runAsync(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static ApiFigures lookUntil(AttackedSystem target, long end) {
        var most = target.figures();
        while (System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(BETWEEN_LOOKS.toNanos(), Math.max(0, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return most;
            }
            most = most.max(target.figures());
        }
        return most;
    }

    /** Whether Redis was asked more often than it may be. */
    boolean isTooDear() {
        return redisCalls > attack.mostRedisCalls().applyAsLong(tally);
    }

    /** Redis calls for each request of the attack. */
    double redisCallsPerRequest() {
        return redisCalls / (double) Math.max(1, tally.requests());
    }
}
