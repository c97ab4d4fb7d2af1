package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Opens many connections that send a request at the same time. The connections send their next requests when all responses have
 * arrived. If the server closes a connection, a new one is opened.
 */
final class PollingCrowd implements Attack.RunningAttack {
    private static final int SIZE = 200;
    /** The shortest time between two rounds of requests. It limits the rate to 1,000 requests a second. */
    private static final long ROUND_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(SIZE);

    private final int port;
    private final Tally tally;
    private final Supplier<String> request;
    private final List<RawClient> connections = new ArrayList<>();

    PollingCrowd(int port, Tally tally, Supplier<String> request) {
        this.port = port;
        this.tally = tally;
        this.request = request;
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var nextRound = System.nanoTime() + ROUND_INTERVAL_NANOS;
            fill();
            connections.removeIf(connection -> !succeeds(connection, this::sendRequest));
            connections.removeIf(connection -> !succeeds(connection, this::receiveResponse));
            LockSupport.parkNanos(Math.min(nextRound, end) - System.nanoTime());
        }
    }

    private void fill() {
        try {
            while (connections.size() < SIZE) {
                connections.add(new RawClient(port));
            }
        } catch (IOException e) {
            tally.closed();
        }
    }

    private interface Step {
        void run(RawClient connection) throws IOException;
    }

    private boolean succeeds(RawClient connection, Step step) {
        try {
            step.run(connection);
            return true;
        } catch (IOException e) {
            tally.closed();
            close(connection);
            return false;
        }
    }

    private void sendRequest(RawClient connection) throws IOException {
        var bytes = Requests.bytes(request.get());
        tally.sent(bytes.length);
        connection.send(bytes);
    }

    private void receiveResponse(RawClient connection) throws IOException {
        tally.answered(connection.readResponse().status());
    }

    private static void close(RawClient connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // The connection is unusable anyway.
        }
    }

    @Override
    public void close() {
        connections.forEach(PollingCrowd::close);
    }
}
