package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two granters whose lease is lost repeatedly, at any moment of their steps. */
class TwoGrantersTest {
    private static final int CAPACITY = 7;
    private static final int SESSIONS = 400;
    private static final RoomSettings SETTINGS = RoomBench.settings(CAPACITY, Duration.ofMillis(20));
    private static final Timing TIMING = Timing.of(Duration.ofMillis(500), SETTINGS.rate());

    private final String uri = TestRedis.emptied();

    @AutoClose
    private final RoomBench bench = new RoomBench(uri, SETTINGS);

    @AutoClose
    private final GranterRuntime one = RoomBench.granter(uri, SETTINGS, TIMING).start();

    @AutoClose
    private final GranterRuntime two = RoomBench.granter(uri, SETTINGS, TIMING).start();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<SessionId> ids = new ArrayList<>();
    private final TreeSet<Long> departed = new TreeSet<>();

    @Test
    @Timeout(30)
    void eachSessionIsActivatedOnceInOrderWithinTheCapacity() {
        while (departed.size() < SESSIONS) {
            joinSome();
            leaveSome(assertActiveIsValid());
            loseLeaseAtRandom();
        }
        var figures = bench.figures();
        assertThat(figures.activations()).as("seed %d", seed).isEqualTo(SESSIONS);
        assertThat(figures.left()).isEqualTo(SESSIONS);
        assertThat(figures.waiting()).isZero();
        assertThat(figures.takeovers()).isGreaterThan(10);
    }

    // Sessions leave only by this test. So all tickets that are or were ACTIVE are consecutive and start at 1.
    private List<Long> assertActiveIsValid() {
        var active = bench.activeTickets();
        assertThat(active).as("seed %d", seed).hasSizeLessThanOrEqualTo(CAPACITY);
        assertThat(active).as("seed %d", seed).noneMatch(departed::contains);
        var admitted = new TreeSet<>(departed);
        admitted.addAll(active);
        assertThat(admitted).as("seed %d", seed).containsExactlyElementsOf(firstTickets(admitted.size()));
        return active;
    }

    private static List<Long> firstTickets(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private void joinSome() {
        if (ids.size() < SESSIONS) {
            ids.addAll(bench.joinAll(Math.min(random.nextInt(4), SESSIONS - ids.size())));
        }
    }

    private void leaveSome(List<Long> active) {
        for (var ticket : active) {
            if (random.nextInt(3) == 0) {
                bench.sessions.leave(ids.get((int) (ticket - 1))).join();
                departed.add(ticket);
            }
        }
    }

    // Wakes both granters, so that either can become the next leader.
    private void loseLeaseAtRandom() {
        if (random.nextInt(8) == 0) {
            bench.deleteLease();
            bench.raw.publish(RoomBench.KEYS.wake(), "");
        }
    }
}
