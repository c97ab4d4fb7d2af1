package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GranterOutageTest {
    private static final Duration LEASE = RoomBench.TIMING.leaseTime();

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start("--appendonly", "yes", "--appendfsync", "always");

    @AutoClose
    private final RoomBench bench = new RoomBench(redis.uri());

    private final NanoClock clock = new NanoClock();
    private final NanoClock standbyClock = new NanoClock();
    private final Granter leader = bench.granter(clock);
    private final Granter standby = bench.granter(standbyClock);

    @Test
    void standbyTakesTheLeaseAfterTheOutage() {
        killRedis();
        assertStepFails(standby);
        assertStepFails(standby);
        assertThat(standby.lease()).isEmpty();
        restartRedis();
        standby.step();
        assertThat(standby.lease()).isPresent();
    }

    @Test
    void leaderContinuesAfterAnOutageShorterThanTheLease() {
        leader.step();
        var session = bench.join();
        var lease = leader.lease();
        killRedis();
        clock.advance(LEASE.minusNanos(1));
        assertStepFails(leader);
        restartRedis();
        leader.step();
        assertThat(leader.lease()).isEqualTo(lease);
        assertThat(bench.state(session)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void leaderStepsDownAfterAnOutageAsLongAsTheLease() {
        leader.step();
        killRedis();
        clock.advance(RoomBench.TIMING.tick().minusNanos(1));
        assertStepFails(leader);
        assertThat(leader.lease()).isPresent();
        clock.advance(LEASE);
        assertStepFails(leader);
        assertThat(leader.lease()).isEmpty();
    }

    @Test
    void standbyDoesNotCountTheOutageAsSilenceOfTheLeader() {
        leader.step();
        standby.step();
        killRedis();
        assertStepFails(standby);
        standbyClock.advance(LEASE);
        restartRedis();
        standby.step();
        assertThat(standby.lease()).isEmpty();
        leader.step();
        assertThat(leader.lease()).isPresent();
    }

    private void killRedis() {
        redis.kill();
        Awaitility.await().until(() -> bench.link.trouble().isPresent());
    }

    private void restartRedis() {
        redis.restart();
        bench.awaitRedis();
    }

    private static void assertStepFails(Granter granter) {
        assertThatThrownBy(granter::step).isInstanceOf(RedisUnavailableException.class);
    }
}
