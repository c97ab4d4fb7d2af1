package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Averages;
import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.TestRedis;
import java.util.ArrayDeque;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The averages that a room measures: admissions, turnover and departures. */
class AveragesTest {
    private static final int SLOTS = 4;
    private static final Percentage ROUGHLY = Percentage.withPercentage(5);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.of(SLOTS, 100));

    private final ArrayDeque<SessionId> activeSessions = new ArrayDeque<>();
    private Lease lease = bench.lead("a");

    @Test
    void ratesAreKnownAfterTenSeconds() {
        fillAndSettle();
        replaceOneSessionPerSecond(10);
        assertThat(averages().admissions().perSecond()).isCloseTo(1, ROUGHLY);
        assertThat(averages().fast().perSecond()).isCloseTo(1.0 / SLOTS, ROUGHLY);
        assertThat(averages().slow().perSecond()).isCloseTo(1.0 / SLOTS, ROUGHLY);
    }

    @Test
    void fastAverageDecaysWithinMinutesAndSlowAverageDoesNot() {
        fillAndSettle();
        replaceOneSessionPerSecond(60);
        for (int i = 0; i < 180; i++) {
            bench.tick(lease, 1000);
        }
        assertThat(averages().fast().perSecond()).isLessThan(0.1 / SLOTS);
        assertThat(averages().admissions().perSecond()).isLessThan(0.1);
        assertThat(averages().slow().perSecond()).isGreaterThan(0.15 / SLOTS);
    }

    @Test
    void slowAverageKeepsEventsUntilAsManySessionsEndAgain() {
        fillAndSettle();
        replaceOneSessionPerSecond(9);
        for (int i = 0; i < 60; i++) {
            bench.tick(lease, 60_000);
        }
        assertThat(averages().slow().events()).isEqualTo(9);
    }

    @Test
    void stallIsExcludedFromTheAverages() {
        fillAndSettle();
        bench.join();
        replaceOneSessionPerSecond(60);
        bench.tick(lease, averages().patience());
        var before = averages();
        bench.tick(lease, 1000);
        bench.tick(lease, 3_600_000);
        assertThat(averages().slow()).isEqualTo(before.slow());
        assertThat(averages().fast()).isEqualTo(before.fast());
    }

    @Test
    void firstUseOfASlotDoesNotCountAsTurnover() {
        bench.tick(lease, 1000);
        fillAndSettle();
        assertThat(averages().fast().perSecond()).isZero();
        assertThat(averages().admissions().perSecond()).isPositive();
    }

    @Test
    void departureRateIsMeasuredPerSecondOfWaiting() {
        fillAndSettle();
        var waiting = new ArrayDeque<SessionId>();
        for (int i = 0; i < 100; i++) {
            waiting.add(bench.join());
        }
        bench.tick(lease, 1000);
        for (int i = 0; i < 10; i++) {
            bench.sessions.leave(waiting.pop()).join();
            bench.tick(lease, 1000);
        }
        assertThat(averages().departures().perSecond()).isCloseTo(10.0 / (11 * 95), ROUGHLY);
        assertThat(averages().slow().perSecond()).isZero();
    }

    @Test
    void noShowCountsAsTurnover() {
        bench.raw.hset(ScriptBench.KEYS.room(), "claim-ttl", "1000");
        fillAndSettle();
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        bench.tick(lease, 1000);
        assertThat(averages().slow().events()).isCloseTo(SLOTS, ROUGHLY);
    }

    @Test
    void takeoverDoesNotChangeTheAverages() {
        fillAndSettle();
        replaceOneSessionPerSecond(10);
        var before = averages();
        bench.raw.del(bench.key("lease"));
        lease = bench.lead("b");
        assertThat(averages()).isEqualTo(before);
        bench.tick(lease, 0);
        assertThat(averages()).isEqualTo(before);
    }

    @Test
    void tickOfADeposedLeaderDoesNotChangeTheAverages() {
        fillAndSettle();
        replaceOneSessionPerSecond(3);
        var deposed = lease;
        bench.raw.del(bench.key("lease"));
        bench.lead("b");
        bench.sessions.leave(activeSessions.pop()).join();
        var before = averages();
        assertThat(bench.tick(deposed, 1000)).isEmpty();
        assertThat(averages()).isEqualTo(before);
    }

    @Test
    void recreatedRoomHasNoAverages() {
        fillAndSettle();
        replaceOneSessionPerSecond(3);
        bench.raw.del(ScriptBench.KEYS.room());
        bench.join();
        assertThat(averages()).isEqualTo(Averages.NONE);
        lease = bench.lead("b");
        bench.tick(lease, 1000);
        bench.sweepAll(lease);
        bench.tick(lease, 1000);
        assertThat(averages().departures().events()).isZero();
        assertThat(averages().slow().events()).isBetween(0.0, (double) SLOTS);
    }

    @Test
    void blockedTimeStartsWithTheFirstWaitingSession() {
        fillAndSettle();
        bench.tick(lease, 60_000);
        bench.join();
        bench.tick(lease, 1000);
        bench.tick(lease, 1000);
        assertThat(now() - averages().blockedSince()).isEqualTo(2000);
        bench.sessions.leave(activeSessions.pop()).join();
        bench.join();
        bench.room.grant(lease);
        bench.tick(lease, 1000);
        assertThat(averages().blockedSince()).isEqualTo(now());
    }

    @Test
    void roomThatDrainsAfterALowerCapacityIsNotBlocked() {
        fillAndSettle();
        bench.join();
        bench.raw.hset(ScriptBench.KEYS.room(), "capacity", "1");
        bench.sessions.leave(activeSessions.pop()).join();
        bench.tick(lease, 1000);
        assertThat(averages().blockedSince()).isEqualTo(now());
        bench.tick(lease, 1000);
        assertThat(now() - averages().blockedSince()).isEqualTo(1000);
    }

    @Test
    void lostSlotsDoNotCountAsDepartures() {
        fillAndSettle();
        bench.raw.del(bench.key("active"));
        bench.tick(lease, 1000);
        assertThat(averages().departures().events()).isZero();
    }

    @Test
    void patienceIsAMultipleOfTheUsualGapAndLongerAfterFewGaps() {
        fillAndSettle();
        assertThat(averages().patience()).isZero();
        replaceOneSessionEvery(60, 3);
        assertThat((double) averages().patience()).isCloseTo(180_000 * (10 - 1), ROUGHLY);
        replaceOneSessionEvery(60, 30);
        assertThat(averages().patience()).isBetween(500_000L, 700_000L);
    }

    @Test
    void patienceIsAtLeastTwiceTheLongestGap() {
        fillAndSettle();
        bench.join();
        replaceOneSessionPerSecond(30);
        assertThat(averages().patience()).isEqualTo(30_000);
        bench.tick(lease, 25_000);
        replaceOneSessionPerSecond(1);
        assertThat((double) averages().patience()).isCloseTo(50_000, ROUGHLY);
    }

    private void fillAndSettle() {
        while (activeSessions.size() < SLOTS) {
            activeSessions.add(bench.join());
        }
        bench.room.grant(lease);
        bench.tick(lease, 0);
    }

    private void replaceOneSessionPerSecond(int times) {
        replaceOneSessionEvery(1, times);
    }

    private void replaceOneSessionEvery(int seconds, int times) {
        for (int i = 0; i < times; i++) {
            activeSessions.add(bench.join());
            bench.sessions.leave(activeSessions.pop()).join();
            bench.room.grant(lease);
            bench.tick(lease, 1000L * seconds);
        }
    }

    private Averages averages() {
        return bench.figures().averages();
    }

    private long now() {
        return bench.figures().now();
    }
}
