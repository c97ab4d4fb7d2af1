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
 * Measures how long requests may have waited before they were read. The selector threads read requests in rounds. A request that a round
 * finds ready may have arrived at any time since the previous round began. Rounds get long when the processor is overloaded.
 */
final class ReadingDelay {
    /** A longer select call found nothing ready when it began. So the requests that it returned arrived just before it returned. */
    private static final long IDLE_NANOS = Duration.ofMillis(1).toNanos();

    private final List<Round> rounds = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    ReadingDelay(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the longest time, in ns, that the request which the calling thread handles now may have waited. On a thread that is no
     * selector thread: the maximum over all selector threads.
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
     * Returns whether the client of this connection pipelines requests: the thread's previous call in this round was for the same
     * connection. Remembers this connection for the next call. Always false on a thread that is no selector thread.
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

    /** Creates a selector whose rounds are measured. */
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

    /** The current round of one selector thread: the requests that it found ready together. */
    final class Round {
        private volatile Thread thread;
        private volatile boolean running;
        /** The earliest time at which a request of this round may have arrived. */
        private volatile long earliestArrival;

        private long endedAt;
        private long begunAt = nanoTime.getAsLong();
        private Object lastConnection;

        /** Ends the round: the thread is about to select, and to wait until requests are ready. */
        void end() {
            running = false;
            endedAt = nanoTime.getAsLong();
        }

        /** Begins the next round: the thread has found requests. */
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
