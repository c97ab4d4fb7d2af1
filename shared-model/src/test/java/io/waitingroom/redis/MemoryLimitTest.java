package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.room.Lease;
import io.waitingroom.session.SessionId;
import io.waitingroom.session.SessionState;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis whose memory is full. It refuses joins, and serves the sessions that have joined. */
class MemoryLimitTest {
    private static final String BALLAST = "b".repeat(100_000);

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start("--maxmemory", "8mb", "--maxmemory-policy", "noeviction");

    @AutoClose
    private final ScriptBench bench = new ScriptBench(
            redis.uri(), Rooms.withLives(1, Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(5)));

    private final SessionId first = bench.join();
    private final SessionId second = bench.join();
    private Lease lease = bench.lead("a");

    @BeforeEach
    void fillMemory() {
        bench.raw.scriptFlush();
        try {
            for (int i = 0; ; i++) {
                bench.raw.set("ballast" + i, BALLAST);
            }
        } catch (RedisCommandExecutionException full) {
            // Far above the limit, so that a buffer that Redis frees later does not make room for a join.
            callEvenIfFull("SET", "ballast", BALLAST.repeat(20));
        }
    }

    @Test
    void refusedJoinWritesNothing() {
        var before = Snapshot.of(bench.raw);
        assertThatThrownBy(() -> bench.join("8 bytes!"))
                .hasCauseInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("OOM");
        assertThat(Snapshot.of(bench.raw)).isEqualTo(before);
        assertThat(bench.figures().joins()).isEqualTo(2);
    }

    @Test
    void apiServerSendsItsSignOfLife() {
        try (var server = new RedisLink(RedisURI.create(redis.uri()), true, new SimpleMeterRegistry())) {
            server.withSign(SignOfLife.of(ScriptBench.KEYS, "1", List::of)).open();
            Awaitility.await().until(() -> bench.room.apiServers() == 1);
        }
    }

    @Test
    void existingSessionsAreGrantedAndSwept() {
        bench.room.release(lease);
        lease = bench.lead("b");
        assertThat(bench.sessions.heartbeat(first).join()).isPresent();
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(1);
        assertThat(bench.sessions.heartbeat(first).join().orElseThrow().state()).isEqualTo(SessionState.ACTIVE);
        assertThat(bench.sessions.leave(first).join()).isPresent();
        tick(200);
        assertThat(bench.room.grant(lease).orElseThrow().waits()).hasSize(1);
        assertThat(bench.state(second)).isEqualTo(SessionState.ACTIVE);
        tick(10_000);
        assertThat(bench.room.sweep(lease)).isPresent();
        assertThat(bench.figures().active()).isZero();
    }

    @Test
    void roomCanBeCreatedAndLed() {
        bench.raw.del(ScriptBench.KEYS.room());
        bench.raw.del(bench.key("lease"));
        assertThat(bench.lead("b").token()).isEqualTo("b");
    }

    @Test
    void linkReportsNoTrouble() {
        bench.link.call(Script.PULSE, ScriptBench.KEYS.room(), new String[0]).join();
        assertThat(bench.link.trouble()).isEmpty();
    }

    @Test
    void joinsSucceedAgainAfterMemoryIsFreed() {
        bench.raw.keys("ballast*").forEach(bench.raw::del);
        assertThat(bench.join().ticket()).isEqualTo(3);
    }

    private void tick(long millis) {
        callEvenIfFull("HSET", ScriptBench.KEYS.room(), "at", "0");
        assertThat(bench.room.tick(lease, ScriptBench.LEASE, Duration.ofMillis(millis)))
                .isPresent();
    }

    private void callEvenIfFull(String... command) {
        var script = "#!lua flags=allow-oom\nredis.call(unpack(ARGV))";
        bench.raw.eval(script, ScriptOutputType.STATUS, new String[0], command);
    }
}
