package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An attack in which one session tries to occupy all event streams of a server, while other sessions open one stream each. */
final class SingleSessionStreams implements Attack.RunningAttack {
    /**
     * The number of streams that the attack keeps open. It is above the server's limit for streams and below its limit for
     * connections.
     */
    private static final int MAX_OPEN = 700;

    private static final int BATCH_SIZE = 20;
    /**
     * The time between two batches, which limits the rate to 400 streams a second. The attack tests which session gets a
     * stream, and not how the server withstands a flood of requests.
     */
    private static final long BATCH_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final AttackedSystem target;
    private final Tally tally;
    private final Deque<RawClient> connections = new ArrayDeque<>();

    private SingleSessionStreams(AttackedSystem target, Tally tally) {
        this.target = target;
        this.tally = tally;
    }

    // A server at its limit for streams answers 503.
    static Attack attack() {
        return new Attack("streams-of-one", FloodAttacks.POLL_OUTCOMES, Tally::requests, SingleSessionStreams::new);
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var next = System.nanoTime() + BATCH_INTERVAL_NANOS;
            try {
                openBatch();
            } catch (IOException e) {
                tally.closed();
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    // Opens the last stream of the batch for another session.
    private void openBatch() throws IOException {
        var opened = new ArrayList<RawClient>();
        for (int i = 1; i < BATCH_SIZE; i++) {
            opened.add(open(target.victim()));
        }
        opened.add(open(target.join()));
        for (var connection : opened) {
            tally.answered(connection.readResponse().status());
        }
    }

    private RawClient open(String session) throws IOException {
        if (connections.size() == MAX_OPEN) {
            connections.removeFirst().close();
        }
        var connection = new RawClient(target.port());
        connections.addLast(connection);
        var request = Requests.head("GET", Requests.sessionPath(session) + "/events");
        tally.sent(request.length());
        connection.send(Requests.bytes(request));
        return connection;
    }

    @Override
    public void close() {
        for (var connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                // The connection is unusable anyway.
            }
        }
    }
}
