package io.waitingroom.examples;

import io.lettuce.core.RedisClient;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.TestSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import io.waitingroom.testkit.Signals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A waiting room with one slot, as processes on this machine. */
final class TestWaitingRoom implements AutoCloseable {
    final int port = EmbeddedRedis.freePort();
    private final LocalSystem system = new LocalSystem(line -> {});
    private final EmbeddedRedis redis = system.startRedis();
    private final Child api;

    TestWaitingRoom(String... apiFlags) {
        api = system.startApiServer(port, apiFlags);
        var granter = system.startGranter(List.of("--capacity=1", "--active-ttl=1m"));
        TestSystem.await().until(() -> api.management().readyRole().isPresent());
        TestSystem.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
    }

    /** The private keys that sign permits, as the fleet shares them in Redis. */
    Map<String, String> keys() {
        var client = RedisClient.create(redis.uri());
        try {
            return client.connect().sync().hgetall("waiting-room:{default}:permit-keys");
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    /** Suspends the API server: it still accepts connections, but never responds. */
    void hang() {
        Signals.send("STOP", api.process().pid());
    }

    void resume() {
        Signals.send("CONT", api.process().pid());
    }

    @Override
    public void close() {
        resume();
        system.close();
    }
}
