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

/** Each test ends the leader in another way, with a lease of two seconds, and a fresh standby beside it. */
@Isolated("its time limits are those of an idle machine")
class TakeOverTest {
    private static final String LEASE_FLAG = "--lease-ttl=2s";
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static Sale sale;
    private Child leader;
    private Child standby;

    @BeforeAll
    static void open() {
        sale = new Sale(1, 2, "--capacity=1", LEASE_FLAG);
    }

    @AfterAll
    static void close() {
        sale.close();
    }

    @BeforeEach
    void twoGranters() {
        sale.granters.removeIf(granter -> !granter.isAlive());
        if (sale.granters.size() < 2) {
            sale.granters.add(sale.system.startGranter(List.of("--capacity=1", LEASE_FLAG)));
        }
        sale.granters.forEach(granter ->
                Sale.await().until(() -> granter.management().readyRole().isPresent()));
        leader = sale.leader();
        standby = sale.standby();
    }

    @Test
    void aStandbyLeadsWithinTheLeaseAndASecondAfterKill() {
        var begun = System.nanoTime();
        Signals.send("KILL", leader.process().pid());
        assertStandbyLeadsBy(begun, LEASE.plusSeconds(1));
        assertAdmits();
    }

    @Test
    void aStandbyLeadsWithinHalfASecondAfterTerm() {
        var begun = System.nanoTime();
        leader.terminate();
        assertStandbyLeadsBy(begun, Duration.ofMillis(500));
        leader.awaitEnd();
        assertThat(leader.process().exitValue()).isIn(0, 143);
        assertAdmits();
    }

    @Test
    void aLeaderThatWasPausedForTwoLeasesDoesNoHarm() {
        var before = epoch(leader);
        Signals.send("STOP", leader.process().pid());
        try {
            Sale.await().until(() -> sale.leads(standby));
            Sale.await().during(LEASE).until(() -> sale.leads(standby));
            assertAdmits();
        } finally {
            Signals.send("CONT", leader.process().pid());
        }
        Sale.await().until(() -> leader.management().readyRole().equals(Optional.of("standby")));
        assertThat(sale.leads(standby)).isTrue();
        assertThat(epoch(standby)).isGreaterThan(before);
        assertAdmits();
    }

    @Test
    void aDeadLeaderWhoseLeaseWouldLastForAnHourIsReplacedAllTheSame() {
        Signals.send("KILL", leader.process().pid());
        var begun = System.nanoTime();
        sale.raw.pexpire(Sale.ROOM + "lease", Duration.ofHours(1));
        assertStandbyLeadsBy(begun, LEASE.plusSeconds(1));
        assertAdmits();
    }

    private void assertStandbyLeadsBy(long begun, Duration limit) {
        Sale.await().until(() -> sale.leads(standby));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThanOrEqualTo(limit);
    }

    private static void assertAdmits() {
        var visitor = sale.visitors.get(0);
        var id = visitor.join().join();
        Sale.await().until(() -> visitor.status(id).equals("ACTIVE"));
        assertThat(visitor.leave(id).join()).isEqualTo(204);
    }

    private static double epoch(Child granter) {
        return granter.management().metric("waitingroom_epoch").orElseThrow();
    }
}
