package io.waitingroom.bench;

import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.session.SessionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes a room of capacity 1 admit ten sessions a second, by ending the sessions one after the other. With these admissions the
 * API server can estimate the waits of the sessions behind them.
 */
final class Admissions implements AutoCloseable {
    private static final int LEAVE_INTERVAL_MILLIS = 100;
    private static final int MIN_ACTIVATIONS = 20;
    private static final long LIMIT_SECONDS = 60;

    private final Crowd crowd;
    private final Deque<SessionId> sessions;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    /**
     * Makes sessions join and starts to end them. Sessions that join later wait behind these sessions.
     *
     * @param count the number of sessions that join here and are ended after their admission
     */
    Admissions(Crowd crowd, int count) {
        this.crowd = crowd;
        sessions = new ArrayDeque<>(crowd.join(count, false));
        executor.scheduleAtFixedRate(this::leave, 0, LEAVE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void leave() {
        crowd.sessions().leave(sessions.removeFirst());
    }

    /** Waits until the room has activated enough sessions for an estimate. */
    void awaitEnough() throws InterruptedException {
        Await.untilPollingSlowly(
                LIMIT_SECONDS,
                MIN_ACTIVATIONS + " sessions are activated",
                () -> Integer.parseInt(crowd.raw().hget(Keys.of("room"), "activations")) >= MIN_ACTIVATIONS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
