package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A Redis that responds, but is not fit to hold a waiting room. */
class RedisFitnessTest {
    private static final String[] EVICTING = {"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"};

    @Test
    void redisThatEvictsIsRefused() {
        try (var redis = EmbeddedRedis.start(EVICTING);
                var link = link(redis, false)) {
            assertThat(link.firstVerdict().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(5))
                    .satisfies(reason -> assertThat(reason.orElseThrow()).contains("allkeys-lru"));
            await().until(() -> link.trouble().orElse("").contains("allkeys-lru"));
            assertThat(Calls.succeeds(link)).isFalse();
        }
    }

    @Test
    void redisThatEvictsIsAcceptedIfUnsafeIsAllowed() {
        try (var redis = EmbeddedRedis.start(EVICTING);
                var link = link(redis, true)) {
            await().until(() -> Calls.succeeds(link));
            assertThat(link.firstVerdict().toCompletableFuture())
                    .isCompletedWithValueMatching(reason -> reason.isEmpty());
        }
    }

    @Test
    void redisWithoutAMemoryLimitIsAccepted() {
        try (var redis = EmbeddedRedis.start("--maxmemory-policy", "allkeys-lru");
                var link = link(redis, false)) {
            await().until(() -> Calls.succeeds(link));
        }
    }

    @Test
    void redisThatIsTooOldIsRefused() {
        assertThat(RedisRequirements.check("redis_version:6.2.14\r\n", true).refusals())
                .singleElement()
                .asString()
                .contains("6.2.14");
        assertThat(RedisRequirements.check("redis_version:7.0.0\r\n", false).refusals())
                .isEmpty();
    }

    @Test
    void missingAppendOnlyFileIsOnlyAWarning() {
        var verdict = RedisRequirements.check("redis_version:7.0.0\r\naof_enabled:0\r\n", false);
        assertThat(verdict.refusals()).isEmpty();
        assertThat(verdict.warnings()).singleElement().asString().contains("append-only");
    }

    @Test
    void replicaIsRefusedUntilItIsPromoted() {
        try (var primary = EmbeddedRedis.start("--repl-diskless-sync-delay", "0");
                var redis = EmbeddedRedis.start();
                var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            var password = RedisURI.create(primary.uri())
                    .getCredentialsProvider()
                    .resolveCredentials()
                    .block()
                    .getPassword();
            bench.raw.configSet("masterauth", new String(password));
            bench.raw.replicaof("127.0.0.1", primary.port());
            await().until(() -> bench.raw.info("replication").contains("master_link_status:up"));
            await().until(() -> bench.link.trouble().isPresent());
            assertThat(Calls.succeeds(bench.link)).isFalse();
            bench.raw.replicaofNoOne();
            await().until(() -> Calls.succeeds(bench.link));
            assertThat(bench.join().ticket()).isEqualTo(1);
        }
    }

    private static RedisLink link(EmbeddedRedis redis, boolean allowUnsafe) {
        return new RedisLink(RedisURI.create(redis.uri()), allowUnsafe, new SimpleMeterRegistry()).open();
    }
}
