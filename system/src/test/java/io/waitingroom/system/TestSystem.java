package io.waitingroom.system;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A complete system for one test: its own Redis, and its tiers as processes that are ready. */
public final class TestSystem implements AutoCloseable {
    static final String ROOM = "waiting-room:{default}:";

    final LocalSystem system = new LocalSystem(System.out::println);
    final EmbeddedRedis redis = system.startRedis("--appendonly", "yes");
    final List<SessionClient> visitors = new ArrayList<>();
    final List<Child> granters = new ArrayList<>();
    private final RedisClient client = RedisClient.create(redis.uri());
    final RedisCommands<String, String> raw = client.connect().sync();

    TestSystem(int apiServers, int granterCount, String... granterFlags) {
        for (int i = 0; i < apiServers; i++) {
            var port = EmbeddedRedis.freePort();
            system.startApiServer(port);
            visitors.add(new SessionClient(port));
        }
        for (int i = 0; i < granterCount; i++) {
            granters.add(system.startGranter(List.of(granterFlags)));
        }
        for (var child : system.children()) {
            await().until(() -> child.management().readyRole().isPresent());
        }
        await().until(() -> granters.stream().anyMatch(this::leads));
    }

    /** A wait with a timeout that is long enough for a busy machine. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }

    Child leader() {
        return granters.stream().filter(this::leads).findFirst().orElseThrow();
    }

    Child standby() {
        return granters.stream().filter(granter -> !leads(granter)).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        system.close();
    }
}
