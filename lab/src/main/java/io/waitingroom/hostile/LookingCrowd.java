package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Many connections that ask all at once, and again when the last one has its answer; one that is closed is opened again. */
final class LookingCrowd implements Attack.Siege {
    private static final int SIZE = 200;
    /** 1,000 requests a second at most. */
    private static final long BETWEEN_ROUNDS_NANOS = TimeUnit.MILLISECONDS.toNanos(SIZE);

    private final int port;
    private final Tally tally;
    private final Supplier<String> request;
    private final List<RawClient> connections = new ArrayList<>();

    LookingCrowd(int port, Tally tally, Supplier<String> request) {
        this.port = port;
        this.tally = tally;
        this.request = request;
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var round = System.nanoTime() + BETWEEN_ROUNDS_NANOS;
            fill();
            connections.removeIf(connection -> !isServed(connection, this::ask));
            connections.removeIf(connection -> !isServed(connection, this::hear));
            LockSupport.parkNanos(Math.min(round, end) - System.nanoTime());
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

    private interface Part {
        void with(RawClient connection) throws IOException;
    }

    private boolean isServed(RawClient connection, Part part) {
        try {
            part.with(connection);
            return true;
        } catch (IOException e) {
            tally.closed();
            close(connection);
            return false;
        }
    }

    private void ask(RawClient connection) throws IOException {
        var bytes = Requests.bytes(request.get());
        tally.sent(bytes.length);
        connection.send(bytes);
    }

    private void hear(RawClient connection) throws IOException {
        tally.answered(connection.answer().status());
    }

    private static void close(RawClient connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It was of no more use anyway.
        }
    }

    @Override
    public void close() {
        connections.forEach(LookingCrowd::close);
    }
}
