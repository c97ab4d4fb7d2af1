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
    void linkConnectsWhenRedisStartsLater() {
        redis.kill();
        link.open();
        await().until(() -> !link.trouble().orElseThrow().equals("not connected yet"));
        assertThat(link.firstVerdict().toCompletableFuture()).isNotDone();
        redis.restart();
        await().atMost(SOON).until(this::callSucceeds);
        assertThat(link.firstVerdict().toCompletableFuture()).isCompletedWithValueMatching(reason -> reason.isEmpty());
    }

    @Test
    void callBeforeTheLinkIsOpenFails() {
        assertThat(callSucceeds()).isFalse();
    }

    @Test
    void flushedScriptsAreSentAgain() {
        link.open();
        await().until(this::callSucceeds);
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            bench.raw.scriptFlush();
        }
        assertThat(callSucceeds()).isTrue();
    }

    @Test
    void userWithoutPermissionForInfoCanUseTheRoom() {
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
        await().until(this::callSucceeds);
        assertThat(link.firstVerdict().toCompletableFuture()).isCompletedWithValueMatching(reason -> reason.isEmpty());
    }

    @Test
    void connectionWithoutPermissionToSubscribeIsNeverUsed() {
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
    void listenerReceivesMessagesAlsoAfterAReconnect() {
        var received = new AtomicInteger();
        link.listen("news", received::incrementAndGet).open();
        await().until(this::callSucceeds);
        assertThat(publishedMessageIsReceived(received)).isTrue();
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().atMost(SOON).until(this::callSucceeds);
        assertThat(publishedMessageIsReceived(received)).isTrue();
    }

    @Test
    void listenerRunsAfterEachConnectForMissedMessages() {
        var received = new AtomicInteger();
        link.listen("news", received::incrementAndGet).open();
        await().until(() -> received.get() == 1);
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().until(() -> received.get() == 2);
    }

    @Test
    void failingMessageListenerDoesNotBlockTheLink() {
        link.listen("news", RedisLinkTest::fail).open();
        await().until(this::callSucceeds);
        redis.kill();
        await().until(() -> link.trouble().isPresent());
        redis.restart();
        await().atMost(SOON).until(this::callSucceeds);
    }

    @Test
    void failingConnectionListenerDoesNotBlockTheLink() {
        link.listen("news", () -> {}, RedisLinkTest::fail).open();
        await().atMost(SOON).until(this::callSucceeds);
    }

    private static void fail() {
        throw new IllegalStateException("unforeseen");
    }

    private boolean publishedMessageIsReceived(AtomicInteger received) {
        await().until(() -> received.get() > 0 && callSucceeds());
        var before = received.get();
        try (var bench = new ScriptBench(redis.uri(), Rooms.of(1, 1))) {
            bench.raw.publish("news", "");
            await().until(() -> received.get() == before + 1);
        }
        return true;
    }

    private boolean callSucceeds() {
        return Calls.succeeds(link);
    }

    private static RedisLink link(String uri) {
        return new RedisLink(RedisURI.create(uri), false, new SimpleMeterRegistry());
    }
}
