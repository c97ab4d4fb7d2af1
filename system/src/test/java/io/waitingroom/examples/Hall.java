package io.waitingroom.examples;

import io.lettuce.core.RedisClient;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.system.Sale;
import io.waitingroom.testkit.EmbeddedRedis;
import io.waitingroom.testkit.Signals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A waiting room with one slot, as processes of this machine. */
final class Hall implements AutoCloseable {
    final int port = EmbeddedRedis.freePort();
    private final LocalSystem system = new LocalSystem(line -> {});
    private final EmbeddedRedis redis = system.startRedis();
    private final Child api;

    Hall(String... apiFlags) {
        api = system.startApiServer(port, apiFlags);
        var granter = system.startGranter(List.of("--capacity=1", "--active-ttl=1m"));
        Sale.await().until(() -> api.management().readyRole().isPresent());
        Sale.await().until(() -> granter.management().readyRole().equals(Optional.of("leader")));
    }

    /** The private keys that permits are signed with, as the fleet shares them. */
    Map<String, String> keys() {
        var client = RedisClient.create(redis.uri());
        try {
            return client.connect().sync().hgetall("waiting-room:{default}:permit-keys");
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }

    /** The API server does not answer any more, nor does it refuse. */
    void hang() {
        Signals.send("STOP", api.process().pid());
    }

    void wake() {
        Signals.send("CONT", api.process().pid());
    }

    @Override
    public void close() {
        wake();
        system.close();
    }
}
