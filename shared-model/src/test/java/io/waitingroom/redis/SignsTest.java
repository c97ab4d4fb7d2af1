package io.waitingroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.room.RoomSettings;
import io.waitingroom.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The signs of life that API servers send and the leader counts. */
class SignsTest {
    private final String uri = TestRedis.emptied();

    @AutoClose
    private final ScriptBench bench = new ScriptBench(uri, RoomSettings.DEFAULTS);

    private final RedisLink server = new RedisLink(RedisURI.create(uri), true, new SimpleMeterRegistry());
    private volatile List<String> problems = List.of();

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    @Test
    void serverCountsWhileItCanAnswerClients() {
        startServer(() -> problems);
        assertThat(bench.raw.hget(servers(), "one")).matches("\\d+ 1.2.3 ");
        assertThat(bench.room.apiServers()).isEqualTo(1);
        problems = List.of("this server is ending");
        await().until(() -> bench.room.apiServers() == 0);
        assertThat(bench.raw.hget(servers(), "one")).endsWith(" 1.2.3 this server is ending");
        problems = List.of();
        await().until(() -> bench.room.apiServers() == 1);
    }

    @Test
    void serverCountsForTwoSecondsAfterItsLastSign() {
        startServer(List::of);
        server.close();
        await().during(Duration.ofMillis(1500)).until(() -> bench.room.apiServers() == 1);
        await().atMost(Duration.ofMillis(1000)).until(() -> bench.room.apiServers() == 0);
    }

    @Test
    void signsWithAnOldOrFutureTimeDoNotCount() {
        storeSign("before", -1000);
        assertThat(bench.room.apiServers()).isEqualTo(1);
        storeSign("before", -2001);
        storeSign("beyond", 60_000);
        assertThat(bench.room.apiServers()).isZero();
    }

    @Test
    void countIsZeroWithoutAnySign() {
        assertThat(bench.room.apiServers()).isZero();
    }

    @Test
    void signsOfDeadServersAreRemovedWhenAnotherServerStarts() {
        storeSign("dead", -61_000);
        storeSign("stepped", 3_600_000);
        storeSign("silent", -10_000);
        startServer(List::of);
        assertThat(bench.raw.hkeys(servers())).containsExactlyInAnyOrder("silent", "one");
    }

    @Test
    void serverWhoseProblemCheckFailsDoesNotCountAndKeepsRunning() {
        startServer(() -> {
            throw new IllegalStateException("unforeseen");
        });
        assertThat(bench.room.apiServers()).isZero();
        assertThat(Calls.succeeds(server)).isTrue();
    }

    @Test
    void roomOfAnotherFormatIsReportedAndGetsNoSign() {
        bench.join();
        bench.raw.hset(ScriptBench.KEYS.room(), "format", "1");
        server.withSign(new SignOfLife(ScriptBench.KEYS, "one", "1.2.3", List::of))
                .open();
        await().until(() -> server.roomTrouble().orElse("").contains("the room has format 1"));
        assertThat(server.trouble()).isEmpty();
        assertThat(bench.raw.exists(servers())).isZero();
        bench.raw.hset(ScriptBench.KEYS.room(), "format", "2");
        await().until(() -> server.roomTrouble().isEmpty());
        assertThat(bench.room.apiServers()).isEqualTo(1);
    }

    private void startServer(Supplier<List<String>> problemCheck) {
        server.withSign(new SignOfLife(ScriptBench.KEYS, "one", "1.2.3", problemCheck))
                .open();
        await().until(() -> bench.raw.hexists(servers(), "one"));
    }

    private void storeSign(String id, long millisFromNow) {
        bench.raw.hset(servers(), id, (bench.redisMillis() + millisFromNow) + " 1.2.3 ");
    }

    private String servers() {
        return bench.key("servers");
    }
}
