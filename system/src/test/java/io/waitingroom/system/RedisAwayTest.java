package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code -Daway.seconds=N} tries longer outages. */
class RedisAwayTest {
    /** Twice as long as anybody lives without a heartbeat. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away.seconds", 20));

    @Test
    void anOutageOfRedisCostsNobodyAPlaceHoweverLongAndNeedsNoRestart() {
        try (var sale = new Sale(1, 2, "--capacity=1", "--waiting-ttl=10s", "--active-ttl=10s", "--lease-ttl=1s")) {
            var visitor = sale.visitors.get(0);
            var active = visitor.join().join();
            Sale.await().until(() -> visitor.status(active).equals("ACTIVE"));
            var waiting =
                    IntStream.range(0, 20).mapToObj(i -> visitor.join().join()).toList();

            sale.redis.kill();
            Sale.await().until(() -> visitor.status(active).equals("HTTP 503"));
            Awaitility.await()
                    .atMost(AWAY.plusSeconds(10))
                    .during(AWAY)
                    .until(() -> visitor.status(active).equals("HTTP 503"));
            sale.redis.restart();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> visitor.status(active).equals("ACTIVE"));
            assertThat(waiting).allMatch(id -> visitor.status(id).equals("WAITING"));
            assertAdmitsInOrder(visitor, active, waiting);
        }
    }

    private static void assertAdmitsInOrder(SessionClient visitor, String active, List<String> waiting) {
        var inside = active;
        for (var next : waiting) {
            assertThat(visitor.status(next)).isEqualTo("WAITING");
            assertThat(visitor.leave(inside).join()).isEqualTo(204);
            Sale.await().until(() -> visitor.status(next).equals("ACTIVE"));
            inside = next;
        }
    }
}
