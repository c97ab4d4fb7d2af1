package io.waitingroom.faults;

import io.waitingroom.faults.DrillVisitor.Manner;
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

/** The people of one drill. */
final class Crowd implements AutoCloseable {
    private static final int STAY_MILLIS = 700;
    private static final int LEAVING_PERCENT = 15;
    private static final int VANISHING_PERCENT = 4;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "crowd"));
    private final Set<DrillVisitor> here = ConcurrentHashMap.newKeySet();
    private final Api api;
    private final Random random;
    private final CrowdSize size;
    private final Witness witness;
    private ScheduledFuture<?> arrivals;
    private volatile boolean hurried;

    /**
     * @param random decides who does what
     * @param size of this crowd; all numbers of people are those of the full one
     */
    Crowd(Api api, Random random, CrowdSize size) {
        this.api = api;
        this.random = random;
        this.size = size;
        witness = new Witness(api.client());
        witness.ask(this::later);
    }

    Api api() {
        return api;
    }

    Random random() {
        return random;
    }

    /** Lets so many people arrive in each second. */
    void startArriving(int perSecond) {
        arrivals = timer.scheduleAtFixedRate(
                () -> arrive(someManner(0)),
                0,
                size.longer(TimeUnit.SECONDS.toMicros(1) / perSecond),
                TimeUnit.MICROSECONDS);
    }

    /** Lets so many people arrive at once. */
    void arrive(int people) {
        for (int i = 0; i < size.people(people); i++) {
            arrive(someManner(VANISHING_PERCENT));
        }
    }

    void arrive(Manner manner) {
        arrive(new DrillVisitor(this, manner));
    }

    void arrive(DrillVisitor visitor) {
        here.add(visitor);
        visitor.join();
    }

    // Nobody vanishes late: all wait at the end until whoever did has expired.
    private Manner someManner(int vanishingPercent) {
        var draw = random.nextInt(100);
        if (draw < vanishingPercent) {
            return Manner.VANISHES;
        }
        return draw < vanishingPercent + LEAVING_PERCENT ? Manner.LEAVES : Manner.STAYS;
    }

    /** Lets this share of those who are here vanish without a word. */
    void vanish(int percent) {
        var people = new ArrayList<>(here);
        Collections.shuffle(people, random);
        people.subList(0, people.size() * percent / 100).forEach(DrillVisitor::vanish);
    }

    /** Those who are here now. */
    List<DrillVisitor> people() {
        return List.copyOf(here);
    }

    /** Nobody comes any more, and nobody stays; waits until everybody is gone. */
    boolean goHome(Duration limit) {
        arrivals.cancel(false);
        hurried = true;
        return Patience.soon(limit, here::isEmpty);
    }

    /** Asks once more for every session there ever was, so that whoever lost a place is seen to be told. */
    void census() {
        for (var id : api.sessionsKnown()) {
            var answered = Patience.soon(
                    LIMIT,
                    () -> api.poll(id, AsOfCodec.NONE).join() instanceof Answered known && known.status() != 503);
            if (!answered) {
                return;
            }
        }
    }

    int stayMillis() {
        return hurried ? 0 : (int) size.longer(random.nextInt(STAY_MILLIS) + STAY_MILLIS / 2);
    }

    void later(long millis, Runnable step) {
        if (!timer.isShutdown()) {
            var wanted = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            timer.schedule(() -> take(step, wanted), millis, TimeUnit.MILLISECONDS);
        }
    }

    // What a step sends is sent before the end of what is noted.
    private void take(Runnable step, long wanted) {
        step.run();
        witness.note(wanted, System.nanoTime());
    }

    CrowdSize size() {
        return size;
    }

    /** When these people were held up by the drill itself. */
    List<Stall> stalls() {
        return witness.stalls();
    }

    void gone(DrillVisitor visitor) {
        here.remove(visitor);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        witness.close();
    }
}
