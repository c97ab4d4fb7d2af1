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
 * Measures how long requests may have waited before they were read. The threads that watch connections read them in rounds:
 * a request that a round finds ready may have come at any time since the round before began. Rounds get long where there is
 * more to do than processor.
 */
final class ReadingDelay {
    /** A selector that had to wait for longer found nothing ready at first, so that what it found came in the end. */
    private static final long IDLE_NANOS = Duration.ofMillis(1).toNanos();

    private final List<Round> rounds = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;

    ReadingDelay(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The longest time, ns, for which a request may have waited that the calling thread serves now. On a thread that
     * watches no connections: the longest of all that do.
     */
    long nanos() {
        var thread = Thread.currentThread();
        var longest = 0L;
        for (var round : rounds) {
            var delay = round.delay();
            if (round.thread == thread) {
                return delay;
            }
            longest = Math.max(longest, delay);
        }
        return longest;
    }

    /** Whether the calling thread has been asked the same of the same connection just before, within one round. */
    boolean isAgain(Object connection) {
        var thread = Thread.currentThread();
        for (var round : rounds) {
            if (round.thread == thread) {
                return round.isAgain(connection);
            }
        }
        return false;
    }

    Round newRound() {
        var round = new Round();
        rounds.add(round);
        return round;
    }

    /** A selector whose rounds are measured. */
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

    /** The requests that one thread found ready together. */
    final class Round {
        private volatile Thread thread;
        private volatile boolean begun;
        /** Since when requests of this round may have been there. */
        private volatile long since;

        private long endedAt;
        private long begunAt = nanoTime.getAsLong();
        private Object connection;

        /** The thread is about to look for further requests, and to wait until there are some. */
        void end() {
            begun = false;
            endedAt = nanoTime.getAsLong();
        }

        /** The thread has found requests. */
        void begin() {
            var now = nanoTime.getAsLong();
            since = now - endedAt > IDLE_NANOS ? now : begunAt;
            begunAt = now;
            connection = null;
            thread = Thread.currentThread();
            begun = true;
        }

        private long delay() {
            return begun ? nanoTime.getAsLong() - since : 0;
        }

        private boolean isAgain(Object asked) {
            var again = asked == connection;
            connection = asked;
            return again;
        }
    }
}
