package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The same again and again, over two connections, or a new one each time. As often as two cores bear besides the server
 * and its good clients: what is to be seen is the server's defence, not that a machine has an end.
 */
final class Flood implements Attack.Siege {
    /** What is done each time. */
    interface Exchange {
        /** @throws IOException if the server closed the connection */
        void once(RawClient connection, Tally tally) throws IOException;
    }

    private static final int THREADS = 2;

    private final int port;
    private final Tally tally;
    private final int perSecond;
    private final boolean keepsConnection;
    private final Exchange exchange;

    /** @param perSecond of both connections together */
    Flood(int port, Tally tally, int perSecond, boolean keepsConnection, Exchange exchange) {
        this.port = port;
        this.tally = tally;
        this.perSecond = perSecond;
        this.keepsConnection = keepsConnection;
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
                    exchange.once(connection, tally);
                    next = Math.max(next + interval, System.nanoTime() - interval);
                    LockSupport.parkNanos(next - System.nanoTime());
                } while (keepsConnection && System.nanoTime() < end);
            } catch (IOException e) {
                tally.closed();
                next = System.nanoTime() + interval;
                LockSupport.parkNanos(interval);
            }
        }
    }
}
