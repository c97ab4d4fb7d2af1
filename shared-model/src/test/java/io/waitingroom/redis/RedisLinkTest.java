package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisURI;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RedisLinkTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start();

    private RedisLink link = link(redis.uri());

    @AfterEach
    void closeTheLink() {
        link.close();
    }

    @Test
    void aRedisThatIsNotThereYetIsPickedUpWhenItComes() {
        redis.kill();
        link.open();
        await().until(() -> !link.trouble().orElseThrow().equals("not connected yet"));
        assertThat(link.firstVerdict().toCompletableFuture()).isNotDone();
        redis.restart();
        await().atMost(SOON).until(this::works);
        assertThat(link.firstVerdict().toCompletableFuture()).isCompletedWithValueMatching(reason -> reason.isEmpty());
    }

    @Test
    void aCallBeforeTheLinkIsOpenIsRefused() {
        assertThat(works()).isFalse();
    }

    @Test
    void scriptsThatRedisHasForgottenAreSentAgain() {
        link.open();
        await().until(this::works);
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            bench.raw.scriptFlush();
        }
        assertThat(works()).isTrue();
    }

    @Test
    void aUserWhoMayNotAskForInfoCanStillUseTheRoom() {
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            bench.raw.aclSetuser(
                    "app",
                    AclSetuserArgs.Builder.on()
                            .addPassword("secret")
                            .allKeys()
                            .allChannels()
                            .allCommands()
                            .removeCommand(CommandType.INFO));
        }
        link.close();
        link = link("redis://app:secret@127.0.0.1:" + redis.port()).open();
        await().until(this::works);
        assertThat(link.firstVerdict().toCompletableFuture()).isCompletedWithValueMatching(reason -> reason.isEmpty());
    }

    @Test
    void aConnectionThatMayNotListenIsNeverTakenForAGoodOne() {
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            var deaf =
                    AclSetuserArgs.Builder.on().addPassword("secret").allKeys().allCommands();
            bench.raw.aclSetuser("deaf", deaf.resetChannels());
        }
        link.close();
        link = link("redis://deaf:secret@127.0.0.1:" + redis.port()).listen("news", () -> {});
        link.open();
        await().until(() -> link.trouble().orElse("").contains("NOPERM"));
        await().during(Duration.ofSeconds(1)).until(() -> link.trouble().isPresent());
    }

    @Test
    void theListenerHearsWhatIsPublishedAlsoAfterAReconnect() {
        var heard = new AtomicInteger();
        link.listen("news", heard::incrementAndGet).open();
        await().until(this::works);
        assertThat(publishIsHeard(heard)).isTrue();
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().atMost(SOON).until(this::works);
        assertThat(publishIsHeard(heard)).isTrue();
    }

    @Test
    void theListenerRunsWhenAConnectionIsMadeForWhatItMayHaveMissed() {
        var heard = new AtomicInteger();
        link.listen("news", heard::incrementAndGet).open();
        await().until(() -> heard.get() == 1);
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().until(() -> heard.get() == 2);
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromRedis() {
        link.listen("news", RedisLinkTest::fail).open();
        await().until(this::works);
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().atMost(SOON).until(this::works);
    }

    @Test
    void norDoesOneThatFailsWithEachConnection() {
        link.listen("news", () -> {}, RedisLinkTest::fail).open();
        await().atMost(SOON).until(this::works);
    }

    private static void fail() {
        throw new IllegalStateException("unforeseen");
    }

    private boolean publishIsHeard(AtomicInteger heard) {
        await().until(() -> heard.get() > 0 && works());
        var before = heard.get();
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            bench.raw.publish("news", "");
            await().until(() -> heard.get() == before + 1);
        }
        return true;
    }

    private boolean works() {
        return Calls.succeeds(link);
    }

    private static RedisLink link(String uri) {
        return new RedisLink(RedisURI.create(uri), false, new SimpleMeterRegistry());
    }
}
