package io.waitingroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tests an outage of Redis. {@code -Daway.seconds=N} tries longer ones. */
class RedisAwayTest {
    /** Twice the time after which a session without a heartbeat expires. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("away.seconds", 20));

    @Test
    void redisOutageLosesNoSessionAndNeedsNoRestart() {
        try (var testSystem =
                new TestSystem(1, 2, "--capacity=1", "--waiting-ttl=10s", "--active-ttl=10s", "--lease-ttl=1s")) {
            var visitor = testSystem.visitors.get(0);
            var active = visitor.join().join();
            TestSystem.await().until(() -> visitor.status(active).equals("ACTIVE"));
            var waiting =
                    IntStream.range(0, 20).mapToObj(i -> visitor.join().join()).toList();

            testSystem.redis.kill();
            TestSystem.await().until(() -> visitor.status(active).equals("HTTP 503"));
            Awaitility.await()
                    .atMost(OUTAGE.plusSeconds(10))
                    .during(OUTAGE)
                    .until(() -> visitor.status(active).equals("HTTP 503"));
            testSystem.redis.restart();

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
            TestSystem.await().until(() -> visitor.status(next).equals("ACTIVE"));
            inside = next;
        }
    }
}
