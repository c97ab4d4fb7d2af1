package io.waitingroom.bench;

import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.session.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A room of capacity 1 that admits ten people a second, so that those behind them are told what waits take there. */
final class Admissions implements AutoCloseable {
    private static final int EACH_MILLIS = 100;
    private static final int ENOUGH = 20;
    private static final long LIMIT_SECONDS = 60;

    private final Crowd crowd;
    private final Deque<SessionId> next;
    private final ScheduledExecutorService leaves = Executors.newSingleThreadScheduledExecutor();

    /** @param people who join for that, before whoever joins from now on */
    Admissions(Crowd crowd, int people) {
        this.crowd = crowd;
        next = new ArrayDeque<>(crowd.join(people, false));
        leaves.scheduleAtFixedRate(this::leave, 0, EACH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void leave() {
        crowd.sessions().leave(next.removeFirst());
    }

    /** Waits until there have been enough to base an estimate on. */
    void awaitFirst() throws InterruptedException {
        Await.untilSeldomLooking(
                LIMIT_SECONDS,
                "some were admitted",
                () -> Integer.parseInt(crowd.raw().hget(Keys.of("room"), "activations")) >= ENOUGH);
    }

    @Override
    public void close() {
        leaves.shutdownNow();
    }
}
