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

/** A primary that is none any more is left although it answers. */
class OldPrimaryTest {
    private static final String PASSWORD = "shared";

    @Test
    void thatSentinelsHaveReplaced() {
        try (var first = EmbeddedRedis.startWithPassword(PASSWORD, "--appendonly", "yes");
                var second = EmbeddedRedis.startWithPassword(PASSWORD, "--appendonly", "yes");
                var sentinels = new Sentinels(first);
                var link = new RedisLink(RedisURI.create(sentinels.uri()), false, new SimpleMeterRegistry()).open()) {
            await().until(() -> link.trouble().isEmpty());
            sentinels.watch(second);
            await().until(() -> connections(second) > 1);
            await().until(() -> link.trouble().isEmpty());
            assertThat(connections(first)).isEqualTo(1);
        }
    }

    @Test
    void thatIsCutOffFromTheReplicasItWants() {
        try (var old = EmbeddedRedis.startWithPassword(PASSWORD);
                var promoted = EmbeddedRedis.startWithPassword(PASSWORD);
                var proxy = new Proxy(old.port());
                var link = new RedisLink(RedisURI.create(at(proxy.port())), false, new SimpleMeterRegistry()).open()) {
            await().until(() -> link.trouble().isEmpty());
            proxy.retarget(promoted.port());
            ask(old, "min-replicas-to-write", "1");
            await().until(() -> connections(promoted) > 1);
            await().until(() -> link.trouble().isEmpty());
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
    }

    private static String at(int port) {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    private static void ask(EmbeddedRedis redis, String setting, String value) {
        try (var store = new Store(redis::uri)) {
            store.ask(commands -> commands.configSet(setting, value));
        }
    }

    /** Those of this question and, beside it, of the link; Sentinels' do not count. */
    private static long connections(EmbeddedRedis redis) {
        try (var store = new Store(redis::uri)) {
            return store.ask(commands -> commands.clientList())
                    .lines()
                    .filter(line -> !line.contains("name=sentinel-"))
                    .count();
        }
    }
}
