package io.waitingroom.faults;

import io.waitingroom.faults.DrillVisitor.Behaviour;
import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Stall;
import io.waitingroom.session.AsOfCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The visitors of a drill. */
final class Crowd implements AutoCloseable {
    private static final int STAY_MILLIS = 700;
    private static final int LEAVING_PERCENT = 15;
    private static final int VANISHING_PERCENT = 4;

    private static final Duration POLL_LIMIT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "crowd"));
    private final Set<DrillVisitor> present = ConcurrentHashMap.newKeySet();
    private final ApiClient api;
    private final Random random;
    private final CrowdSize size;
    private final StallMonitor stallMonitor;
    private ScheduledFuture<?> arrivals;
    private volatile boolean leavesAtOnce;

    /**
     * Creates a crowd without visitors.
     *
     * @param random the random numbers that decide the behaviour of each visitor
     * @param size the size of this crowd. The methods take numbers of visitors for a full crowd, and scale them to this size
     */
    Crowd(ApiClient api, Random random, CrowdSize size) {
        this.api = api;
        this.random = random;
        this.size = size;
        stallMonitor = new StallMonitor(api.client());
        stallMonitor.start(this::schedule);
    }

    ApiClient api() {
        return api;
    }

    Random random() {
        return random;
    }

    /**
     * Lets visitors arrive at a steady rate from now on, until {@link #dismiss}.
     *
     * @param perSecond the number of visitors per second in a full crowd
     */
    void startArriving(int perSecond) {
        arrivals = timer.scheduleAtFixedRate(
                () -> arrive(randomBehaviour(0)),
                0,
                size.stretch(TimeUnit.SECONDS.toMicros(1) / perSecond),
                TimeUnit.MICROSECONDS);
    }

    /**
     * Lets visitors arrive at once.
     *
     * @param visitors the number of visitors in a full crowd
     */
    void arrive(int visitors) {
        for (int i = 0; i < size.visitors(visitors); i++) {
            arrive(randomBehaviour(VANISHING_PERCENT));
        }
    }

    void arrive(Behaviour behaviour) {
        arrive(new DrillVisitor(this, behaviour));
    }

    void arrive(DrillVisitor visitor) {
        present.add(visitor);
        visitor.join();
    }

    // No visitor of the steady arrivals vanishes: the end of the drill would have to wait until its session expires.
    private Behaviour randomBehaviour(int vanishingPercent) {
        var draw = random.nextInt(100);
        if (draw < vanishingPercent) {
            return Behaviour.VANISHES;
        }
        return draw < vanishingPercent + LEAVING_PERCENT ? Behaviour.LEAVES : Behaviour.STAYS;
    }

    /** Lets this percentage of the present visitors vanish: they stop sending requests and do not leave. */
    void vanish(int percent) {
        var visitors = new ArrayList<>(present);
        Collections.shuffle(visitors, random);
        visitors.subList(0, visitors.size() * percent / 100).forEach(DrillVisitor::vanish);
    }

    /** Returns the present visitors. */
    List<DrillVisitor> visitors() {
        return List.copyOf(present);
    }

    /**
     * Stops the arrivals, and lets each visitor leave as soon as its session is ACTIVE. Returns whether all visitors have gone
     * within the limit.
     */
    boolean dismiss(Duration limit) {
        arrivals.cancel(false);
        leavesAtOnce = true;
        return Waits.holdsWithin(limit, present::isEmpty);
    }

    /** Polls each acknowledged session once more, so that the client of a lost session learns of the loss. */
    void pollAllSessions() {
        for (var id : api.acknowledgedSessions()) {
            var answered = Waits.holdsWithin(
                    POLL_LIMIT,
                    () -> api.poll(id, AsOfCodec.NONE).join() instanceof Answered response && response.status() != 503);
            if (!answered) {
                return;
            }
        }
    }

    int stayMillis() {
        return leavesAtOnce ? 0 : (int) size.stretch(random.nextInt(STAY_MILLIS) + STAY_MILLIS / 2);
    }

    void schedule(long millis, Runnable step) {
        if (!timer.isShutdown()) {
            var due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            timer.schedule(() -> run(step, due), millis, TimeUnit.MILLISECONDS);
        }
    }

    // Notes the time after the step, so that the stall covers the requests that the step sends.
    private void run(Runnable step, long due) {
        step.run();
        stallMonitor.note(due, System.nanoTime());
    }

    CrowdSize size() {
        return size;
    }

    /** Returns the delays that the drill itself caused to these visitors. */
    List<Stall> stalls() {
        return stallMonitor.stalls();
    }

    void remove(DrillVisitor visitor) {
        present.remove(visitor);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        stallMonitor.close();
    }
}
