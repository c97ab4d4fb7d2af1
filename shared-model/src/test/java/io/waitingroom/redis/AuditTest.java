package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.waitingroom.room.Lease;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Duration LIFE = Duration.ofSeconds(5);

    @Test
    void auditTrailRecordsEveryTransitionInOrder() {
        try (var bench = bench(100)) {
            var lease = bench.lead("a");
            var left = bench.join();
            var expired = bench.join();
            bench.room.grant(lease).orElseThrow();
            bench.sessions.leave(left).join();
            bench.tick(lease, LIFE.toMillis());
            bench.sweepAll(lease);
            assertThat(trail(bench))
                    .containsExactly(
                            leader(lease, 0, 1),
                            transition(left, "", "WAITING", 0, lease),
                            transition(expired, "", "WAITING", 0, lease),
                            transition(left, "WAITING", "ACTIVE", 0, lease),
                            transition(left, "ACTIVE", "LEFT", 0, lease),
                            transition(expired, "WAITING", "EXPIRED", LIFE.toMillis(), lease));
        }
    }

    @Test
    void newLeaderIsRecordedWithLastTicketAndCapacity() {
        try (var bench = bench(100)) {
            var first = bench.lead("a");
            bench.join();
            bench.room.release(first);
            var second = bench.lead("b");
            assertThat(trail(bench)).endsWith(leader(second, 1, 1));
        }
    }

    @Test
    void heartbeatsAndViewsAreNotRecorded() {
        try (var bench = bench(100)) {
            bench.lead("a");
            var id = bench.join();
            var before = trail(bench);
            bench.sessions.heartbeat(id).join();
            bench.sessions.view(id).join();
            assertThat(trail(bench)).isEqualTo(before);
        }
    }

    @Test
    void roomWithoutAuditHasNoAuditTrail() {
        try (var bench = bench(0)) {
            bench.room.grant(bench.lead("a")).orElseThrow();
            bench.sessions.leave(bench.join()).join();
            assertThat(bench.raw.exists(bench.key("audit"))).isZero();
        }
    }

    @Test
    void auditTrailLengthIsLimited() {
        try (var bench = bench(1)) {
            bench.lead("a");
            for (int i = 0; i < 1_000; i++) {
                bench.join();
            }
            assertThat(bench.raw.xlen(bench.key("audit"))).isLessThan(500);
        }
    }

    private static ScriptBench bench(int audit) {
        var d = RoomSettings.DEFAULTS;
        return new ScriptBench(
                TestRedis.emptied(),
                new RoomSettings(
                        1, d.batchSize(), d.rate(), LIFE, LIFE, d.claimTtl(), d.maxActive(), d.retention(), audit));
    }

    private static List<List<String>> trail(ScriptBench bench) {
        return bench.raw.xrange(bench.key("audit"), Range.unbounded()).stream()
                .map(entry -> List.of("ticket", "nonce", "from", "to", "at", "epoch", "capacity").stream()
                        .map(entry.getBody()::get)
                        .toList())
                .toList();
    }

    private static List<String> transition(SessionId id, String from, String to, long at, Lease lease) {
        var nonce = HexFormat.of().toHexDigits(id.nonce());
        return List.of(
                Long.toString(id.ticket()), nonce, from, to, Long.toString(at), Long.toString(lease.epoch()), "");
    }

    private static List<String> leader(Lease lease, long tickets, int capacity) {
        var epoch = Long.toString(lease.epoch());
        return List.of(Long.toString(tickets), "", "", "LEADER", "0", epoch, Integer.toString(capacity));
    }
}
