package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.fleet.Child;
import io.waitingroom.testkit.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests the takeover by a fresh standby, with a lease of two seconds. Each test ends the leader in another way. */
@Isolated("its time limits assume an idle machine")
class TakeOverTest {
    private static final String LEASE_FLAG = "--lease-ttl=2s";
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static TestSystem testSystem;
    private Child leader;
    private Child standby;

    @BeforeAll
    static void open() {
        testSystem = new TestSystem(1, 2, "--capacity=1", LEASE_FLAG);
    }

    @AfterAll
    static void close() {
        testSystem.close();
    }

    @BeforeEach
    void ensureTwoGranters() {
        testSystem.granters.removeIf(granter -> !granter.isAlive());
        if (testSystem.granters.size() < 2) {
            testSystem.granters.add(testSystem.system.startGranter(List.of("--capacity=1", LEASE_FLAG)));
        }
        testSystem.granters.forEach(granter ->
                TestSystem.await().until(() -> granter.management().readyRole().isPresent()));
        leader = testSystem.leader();
        standby = testSystem.standby();
    }

    @Test
    void standbyLeadsWithinLeasePlusOneSecondAfterKill() {
        var start = System.nanoTime();
        Signals.send("KILL", leader.process().pid());
        assertStandbyLeadsBy(start, LEASE.plusSeconds(1));
        assertAdmits();
    }

    @Test
    void standbyLeadsWithinHalfASecondAfterTerm() {
        var start = System.nanoTime();
        leader.terminate();
        assertStandbyLeadsBy(start, Duration.ofMillis(500));
        leader.awaitEnd();
        assertThat(leader.process().exitValue()).isIn(0, 143);
        assertAdmits();
    }

    @Test
    void leaderPausedForTwoLeasesDoesNoHarm() {
        var before = epoch(leader);
        Signals.send("STOP", leader.process().pid());
        try {
            TestSystem.await().until(() -> testSystem.leads(standby));
            TestSystem.await().during(LEASE).until(() -> testSystem.leads(standby));
            assertAdmits();
        } finally {
            Signals.send("CONT", leader.process().pid());
        }
        TestSystem.await().until(() -> leader.management().readyRole().equals(Optional.of("standby")));
        assertThat(testSystem.leads(standby)).isTrue();
        assertThat(epoch(standby)).isGreaterThan(before);
        assertAdmits();
    }

    @Test
    void deadLeaderWithAnHourOfLeaseLeftIsReplaced() {
        Signals.send("KILL", leader.process().pid());
        var start = System.nanoTime();
        testSystem.raw.pexpire(TestSystem.ROOM + "lease", Duration.ofHours(1));
        assertStandbyLeadsBy(start, LEASE.plusSeconds(1));
        assertAdmits();
    }

    private void assertStandbyLeadsBy(long start, Duration limit) {
        TestSystem.await().until(() -> testSystem.leads(standby));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(limit);
    }

    private static void assertAdmits() {
        var visitor = testSystem.visitors.get(0);
        var id = visitor.join().join();
        TestSystem.await().until(() -> visitor.status(id).equals("ACTIVE"));
        assertThat(visitor.leave(id).join()).isEqualTo(204);
    }

    private static double epoch(Child granter) {
        return granter.management().metric("waitingroom_epoch").orElseThrow();
    }
}
