package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Departures ahead move the queue faster than the pace. A client that polls on time must still be able to claim. */
class VacatedPlacesTest {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration MAX_POLL = RoomSettings.MAX_POLL_INTERVAL;

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), Rooms.withClaim(100, 1, WINDOW, CLAIM));

    private final Lease lease = bench.lead("a");
    private final List<SessionId> ids = Stream.generate(bench::join).limit(500).toList();

    @Test
    void sessionGrantedAtThePaceHasTheClaimTtl() {
        assertThat(timeToClaimNextSlot(0)).isEqualTo(CLAIM);
        assertThat(timeToClaimNextSlot(1)).isEqualTo(CLAIM);
    }

    @Test
    void sessionGrantedEarlierThanThePaceHasAsMuchMoreTimeToClaim() {
        leave(0, 30);
        assertThat(timeToClaimNextSlot(30)).isEqualTo(CLAIM.plusSeconds(30));
        assertThat(timeToClaimNextSlot(31)).isEqualTo(CLAIM.plusSeconds(30));
    }

    @Test
    void extraTimeToClaimIsLimitedByTheMaxPollInterval() {
        leave(0, 450);
        assertThat(timeToClaimNextSlot(450)).isEqualTo(MAX_POLL.plus(CLAIM.dividedBy(2)));
    }

    @Test
    void expiredSessionsAheadExtendTheTimeToClaim() {
        heartbeat(20, 500);
        bench.tick(lease, RoomSettings.DEFAULTS.waitingTtl().toMillis() - 1000);
        heartbeat(20, 500);
        bench.tick(lease, 1000);
        assertThat(timeToClaimNextSlot(20)).isEqualTo(CLAIM.plusSeconds(20));
    }

    @Test
    void earlierDeparturesDoNotExtendTheTimeToClaim() {
        leave(0, 30);
        bench.tick(lease, 2 * MAX_POLL.toMillis());
        assertThat(timeToClaimNextSlot(30)).isEqualTo(CLAIM);
    }

    @Test
    void timeToClaimIsNormalAgainAfterAllClientsHavePolled() {
        leave(0, 30);
        timeToClaimNextSlot(30);
        bench.tick(lease, MAX_POLL.toMillis());
        assertThat(timeToClaimNextSlot(31)).isEqualTo(CLAIM.plusSeconds(30));
        bench.tick(lease, MAX_POLL.toMillis());
        assertThat(timeToClaimNextSlot(32)).isEqualTo(CLAIM);
    }

    private void leave(int from, int to) {
        ids.subList(from, to).forEach(id -> bench.sessions.leave(id).join());
    }

    private void heartbeat(int from, int to) {
        ids.subList(from, to).forEach(id -> bench.sessions.heartbeat(id).join());
    }

    private Duration timeToClaimNextSlot(int expected) {
        bench.tick(lease, WINDOW.toMillis());
        while (bench.room.grant(lease).orElseThrow().more()) {
            // until the next session is granted
        }
        var view = bench.sessions.view(ids.get(expected)).join().orElseThrow();
        assertThat(view.state()).isEqualTo(SessionState.ACTIVE);
        return view.remaining();
    }
}
