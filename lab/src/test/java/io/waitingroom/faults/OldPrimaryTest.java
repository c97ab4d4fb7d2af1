package io.waitingroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.redis.RedisLink;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** The link leaves an old primary although it still answers. */
class OldPrimaryTest {
    private static final String PASSWORD = "shared";

    @Test
    void leavesAPrimaryThatSentinelsHaveReplaced() {
        try (var first = EmbeddedRedis.startWithPassword(PASSWORD, "--appendonly", "yes");
                var second = EmbeddedRedis.startWithPassword(PASSWORD, "--appendonly", "yes");
                var sentinels = new Sentinels(first);
                var link = new RedisLink(RedisURI.create(sentinels.uri()), false, new SimpleMeterRegistry()).open()) {
            await().until(() -> link.trouble().isEmpty());
            sentinels.watch(second);
            await().until(() -> countConnections(second) > 1);
            await().until(() -> link.trouble().isEmpty());
            assertThat(countConnections(first)).isEqualTo(1);
        }
    }

    @Test
    void leavesAPrimaryWithoutItsRequiredReplicas() {
        try (var old = EmbeddedRedis.startWithPassword(PASSWORD);
                var promoted = EmbeddedRedis.startWithPassword(PASSWORD);
                var proxy = new Proxy(old.port());
                var link =
                        new RedisLink(RedisURI.create(uriOf(proxy.port())), false, new SimpleMeterRegistry()).open()) {
            await().until(() -> link.trouble().isEmpty());
            proxy.retarget(promoted.port());
            configure(old, "min-replicas-to-write", "1");
            await().until(() -> countConnections(promoted) > 1);
            await().until(() -> link.trouble().isEmpty());
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    private static String uriOf(int port) {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    private static void configure(EmbeddedRedis redis, String setting, String value) {
        try (var directRedis = new DirectRedis(redis::uri)) {
            directRedis.callWithRetry(commands -> commands.configSet(setting, value));
        }
    }

    /** Counts the connections of this command and of the link, without those of the Sentinels. */
    private static long countConnections(EmbeddedRedis redis) {
        try (var directRedis = new DirectRedis(redis::uri)) {
            return directRedis
                    .callWithRetry(commands -> commands.clientList())
                    .lines()
                    .filter(line -> !line.contains("name=sentinel-"))
                    .count();
        }
    }
}
