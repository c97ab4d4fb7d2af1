package io.waitingroom.hostile;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One session that opens as many streams as a server has places for, and keeps them, while others come for one of theirs. */
final class StreamsOfOne implements Attack.Siege {
    /** More than a server has places for streams, and fewer than it takes connections. */
    private static final int MOST_KEPT = 700;

    private static final int AT_ONCE = 20;
    /** 400 a second: what is to be seen is who gets a place, not what a flood of requests does. */
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final AttackedSystem target;
    private final Tally tally;
    private final Deque<RawClient> kept = new ArrayDeque<>();

    private StreamsOfOne(AttackedSystem target, Tally tally) {
        this.target = target;
        this.tally = tally;
    }

    // A server that has no place for a stream answers 503.
    static Attack attack() {
        return new Attack("streams-of-one", FloodAttacks.MANY_LOOKS, Tally::requests, StreamsOfOne::new);
    }

    @Override
    public void run(long end) {
        while (System.nanoTime() < end) {
            var next = System.nanoTime() + PACE_NANOS;
            try {
                openSome();
            } catch (IOException e) {
                tally.closed();
            }
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    // The last of them is somebody else's.
    private void openSome() throws IOException {
        var opened = new ArrayList<RawClient>();
        for (int i = 1; i < AT_ONCE; i++) {
            opened.add(open(target.victim()));
        }
        opened.add(open(target.join()));
        for (var connection : opened) {
            tally.answered(connection.answer().status());
        }
    }

    private RawClient open(String session) throws IOException {
        if (kept.size() == MOST_KEPT) {
            kept.removeFirst().close();
        }
        var connection = new RawClient(target.port());
        kept.addLast(connection);
        var request = Requests.head("GET", Requests.one(session) + "/events");
        tally.sent(request.length());
        connection.send(Requests.bytes(request));
        return connection;
    }

    @Override
    public void close() {
        for (var connection : kept) {
            try {
                connection.close();
            } catch (IOException e) {
                // It was of no more use anyway.
            }
        }
    }
}
