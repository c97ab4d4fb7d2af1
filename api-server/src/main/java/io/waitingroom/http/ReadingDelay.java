package io.waitingroom.http;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/**
 * Measures the longest time that a request may have waited before it was read. Each selector thread of Jetty reads requests in rounds. A
 * request that a round finds ready may have arrived at any time since the previous round began. Rounds get long when the processor is
 * overloaded.
 */
final class ReadingDelay {
    /**
     * The maximum duration of a select call that does not have to wait, because requests are ready when the call begins. A longer call had
     * to wait, so the requests that it returned have only just arrived.
     */
    private static final long IDLE_NANOS = Duration.ofMillis(1).toNanos();

    private final List<Round> rounds = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    ReadingDelay(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the longest time, in ns, that the current request of the calling thread may have waited before it was read. If the calling
     * thread is not a selector thread, returns the maximum over all selector threads.
     */
    long nanos() {
        var thread = Thread.currentThread();
        var max = 0L;
        for (var round : rounds) {
            var delay = round.delay();
            if (round.thread == thread) {
                return delay;
            }
            max = Math.max(max, delay);
        }
        return max;
    }

    /**
     * Returns whether the client of this connection pipelines requests. The method assumes so if the previous call by the same thread in
     * the same round was for the same connection. Remembers this connection for the next call. Returns false if the calling thread is not a
     * selector thread.
     */
    boolean isPipelined(Object connection) {
        var thread = Thread.currentThread();
        for (var round : rounds) {
            if (round.thread == thread) {
                return round.isPipelined(connection);
            }
        }
        return false;
    }

    Round newRound() {
        var round = new Round();
        rounds.add(round);
        return round;
    }

    /** Creates a selector and measures the rounds of its thread. */
    ManagedSelector selector(SelectorManager manager, int id) {
        var round = newRound();
        return new ManagedSelector(manager, id) {
            @Override
            protected int nioSelect(Selector selector, boolean now) throws IOException {
                round.end();
                try {
                    return super.nioSelect(selector, now);
                } finally {
                    round.begin();
                }
            }
        };
    }

    /** The current round of one selector thread. A round consists of the requests that one select call of the thread found ready. */
    final class Round {
        private volatile Thread thread;
        private volatile boolean running;
        /** The earliest time at which a request of this round may have arrived. */
        private volatile long earliestArrival;

        private long endedAt;
        private long begunAt = nanoTime.getAsLong();
        private Object lastConnection;

        /** Ends the round. The selector thread calls this before it waits for further requests. */
        void end() {
            running = false;
            endedAt = nanoTime.getAsLong();
        }

        /** Begins the next round. The selector thread calls this after it has found requests that are ready. */
        void begin() {
            var now = nanoTime.getAsLong();
            earliestArrival = now - endedAt > IDLE_NANOS ? now : begunAt;
            begunAt = now;
            lastConnection = null;
            thread = Thread.currentThread();
            running = true;
        }

        private long delay() {
            return running ? nanoTime.getAsLong() - earliestArrival : 0;
        }

        private boolean isPipelined(Object connection) {
            var isSame = connection == lastConnection;
            lastConnection = connection;
            return isSame;
        }
    }
}
