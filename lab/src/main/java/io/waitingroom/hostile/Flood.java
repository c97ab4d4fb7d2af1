package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Repeats the same exchange at a fixed rate, on two threads. Each thread uses one connection for all exchanges, or a new
 * connection for each exchange. The rate is low enough for two cores that also run the server and the good clients: the attack
 * tests the server's defence, not the limits of the machine.
 */
final class Flood implements Attack.RunningAttack {
    /** One exchange of requests and responses. */
    interface Exchange {
        /**
         * Sends the requests, reads the responses and counts them.
         *
         * @throws IOException if the server closed the connection
         */
        void run(RawClient connection, Tally tally) throws IOException;
    }

    private static final int THREADS = 2;

    private final int port;
    private final Tally tally;
    private final int perSecond;
    private final boolean keepAlive;
    private final Exchange exchange;

    /**
     * Creates a flood, which {@link #run} starts.
     *
     * @param perSecond the number of exchanges per second of both threads together
     * @param keepAlive whether each thread uses one connection for all exchanges
     */
    Flood(int port, Tally tally, int perSecond, boolean keepAlive, Exchange exchange) {
        this.port = port;
        this.tally = tally;
        this.perSecond = perSecond;
        this.keepAlive = keepAlive;
        this.exchange = exchange;
    }

    @Override
    public void run(long end) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            var thread = new Thread(() -> repeat(end), "flood-" + i);
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
    }

    private void repeat(long end) {
        var interval = TimeUnit.SECONDS.toNanos(THREADS) / perSecond;
        var next = System.nanoTime();
        while (System.nanoTime() < end) {
            try (var connection = new RawClient(port)) {
                do {
                    exchange.run(connection, tally);
                    next = Math.max(next + interval, System.nanoTime() - interval);
                    LockSupport.parkNanos(next - System.nanoTime());
                } while (keepAlive && System.nanoTime() < end);
            } catch (IOException e) {
                tally.closed();
                next = System.nanoTime() + interval;
                LockSupport.parkNanos(interval);
            }
        }
    }
}
