package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.LeadOutcome.Leading;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Poll times sent under one leader's settings hold under the next leader's, until all waiting clients have polled. */
class HeldPaceTest {
    private static final Duration WINDOW = Duration.ofMillis(200);
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration LONGER_CLAIM = Duration.ofSeconds(15);
    private static final long MAX_POLL = RoomSettings.MAX_POLL_INTERVAL.toMillis();
    private static final RoomSettings SLOW = Rooms.withClaim(100, 2, WINDOW, CLAIM);
    private static final RoomSettings FAST = Rooms.withClaim(100, 5, WINDOW, CLAIM);

    @AutoClose
    private final ScriptBench bench = new ScriptBench(TestRedis.emptied(), SLOW);

    private Lease lease = bench.lead("slow");
    private final List<SessionId> ids = Stream.generate(bench::join).limit(40).toList();

    @Test
    void fasterPaceTakesEffectAfterTheMaxPollInterval() {
        takeOverWith(FAST);
        assertThat(grantedInNextWindow()).isEqualTo(2);
        bench.tick(lease, MAX_POLL - 3 * WINDOW.toMillis());
        assertThat(grantedInNextWindow()).isEqualTo(2);
        assertThat(grantedInNextWindow()).isEqualTo(5);
    }

    @Test
    void shorterWindowsDoNotTakeEffectAtOnce() {
        takeOverWith(Rooms.withClaim(100, 2, WINDOW.dividedBy(2), CLAIM));
        assertThat(grantedInNextWindow()).isEqualTo(2);
        bench.tick(lease, WINDOW.toMillis() / 2);
        assertThat(granted()).isZero();
    }

    @Test
    void slowerPaceTakesEffectAtOnce() {
        takeOverWith(Rooms.withClaim(100, 1, WINDOW, CLAIM));
        assertThat(grantedInNextWindow()).isEqualTo(1);
    }

    @Test
    void largerBatchesAtASlowerPaceAreHeldAtTheSmallerBatch() {
        takeOverWith(Rooms.withClaim(100, 4, WINDOW.multipliedBy(4), CLAIM));
        bench.tick(lease, 4 * WINDOW.toMillis());
        assertThat(granted()).isEqualTo(2);
        assertThat(grantedInNextWindow()).isZero();
        assertThat(grantedInNextWindow()).isEqualTo(2);
    }

    @Test
    void windowsShorterThanATickAreHeldAsLongerOnesOfTheSamePace() {
        takeOverWith(Rooms.withClaim(100, 1, Duration.ofMillis(20), CLAIM));
        bench.tick(lease, MAX_POLL);
        takeOverWith(Rooms.withClaim(100, 20, Duration.ofMillis(100), CLAIM));
        bench.tick(lease, 100);
        assertThat(granted()).isEqualTo(5);
        bench.tick(lease, 100);
        assertThat(granted()).isEqualTo(5);
    }

    @Test
    void takeoverWithTheSameSettingsDoesNotRestartTheHold() {
        takeOverWith(FAST);
        bench.tick(lease, MAX_POLL - WINDOW.toMillis());
        takeOverWith(FAST);
        assertThat(grantedInNextWindow()).isEqualTo(5);
    }

    @Test
    void leaderWithTheOldSettingsCancelsTheRaise() {
        takeOverWith(FAST);
        takeOverWith(SLOW);
        bench.tick(lease, MAX_POLL);
        assertThat(granted()).isEqualTo(2);
    }

    @Test
    void fasterPaceTakesEffectAtOnceInAnEmptyQueue() {
        ids.forEach(id -> bench.sessions.leave(id).join());
        takeOverWith(FAST);
        Stream.generate(bench::join).limit(9).forEach(id -> {});
        assertThat(grantedInNextWindow()).isEqualTo(5);
    }

    @Test
    void paceOfTheFirstLeaderTakesEffectAtOnce() {
        bench.raw.flushall();
        var fasterThanTheDefaults = Rooms.withClaim(1000, 150, WINDOW, CLAIM);
        Stream.generate(bench::join).limit(150).forEach(id -> {});
        takeOverWith(fasterThanTheDefaults);
        assertThat(granted()).isEqualTo(150);
    }

    @Test
    void fasterPaceTakesEffectAtOnceWithALongClaimTtl() {
        takeOverWith(Rooms.withClaim(100, 5, WINDOW, RoomSettings.MAX_POLL_INTERVAL.multipliedBy(2)));
        assertThat(grantedInNextWindow()).isEqualTo(5);
    }

    @Test
    void shorterClaimTtlTakesEffectAfterTheMaxPollInterval() {
        takeOverWith(Rooms.withClaim(100, 2, WINDOW, CLAIM.dividedBy(2)));
        assertThat(timeToClaimNextSlot()).isEqualTo(CLAIM);
        bench.tick(lease, MAX_POLL);
        assertThat(timeToClaimNextSlot()).isEqualTo(CLAIM.dividedBy(2));
    }

    @Test
    void longerClaimTtlTakesEffectAtOnce() {
        takeOverWith(Rooms.withClaim(100, 2, WINDOW, LONGER_CLAIM));
        assertThat(timeToClaimNextSlot()).isEqualTo(LONGER_CLAIM);
    }

    private void takeOverWith(RoomSettings settings) {
        bench.raw.del(bench.key("lease"));
        var next = new RedisRoom(bench.link, ScriptBench.KEYS, settings);
        lease = ((Leading) next.lead("next", ScriptBench.LEASE, Optional.empty())).lease();
    }

    private int granted() {
        return bench.room.grant(lease).orElseThrow().waits().size();
    }

    private int grantedInNextWindow() {
        bench.tick(lease, WINDOW.toMillis());
        return granted();
    }

    private Duration timeToClaimNextSlot() {
        assertThat(grantedInNextWindow()).isEqualTo(2);
        var last = ids.stream()
                .filter(id -> bench.state(id) == SessionState.ACTIVE)
                .reduce((a, b) -> b);
        return bench.sessions.view(last.orElseThrow()).join().orElseThrow().remaining();
    }
}
