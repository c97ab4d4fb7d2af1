package io.waitingroom.faults;

import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A replica takes over, and a primary that has missed it comes back. Redis replicates behind its answers: that loses. */
final class FailoverFaults {
    /** A demoted primary still answers reads; the tiers notice at their next pulse, and this is two of them. */
    private static final long PULSES = 500;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FailoverFaults() {}

    static List<Fault> all() {
        return List.of(
                new ByHand("failover-by-hand", 0).fault(),
                new ByHand("failover-min-replicas", 1).fault(),
                new BySentinel().fault());
    }

    /**
     * The two are parted first, so that the replica lags; then one half of the processes talks to the one, one half to
     * the other, until the old primary is told.
     */
    private static final class ByHand {
        private final String name;
        private final int minReplicas;
        private Proxy between;
        private EmbeddedRedis replica;

        /** @param minReplicas without how many replicas the primary refuses writes, within a second or two */
        ByHand(String name, int minReplicas) {
            this.name = name;
            this.minReplicas = minReplicas;
        }

        Fault fault() {
            return new Fault(name, this::prepare, this::make);
        }

        private void prepare(Scene scene) {
            between = new Proxy(scene.stage.redis.port());
            replica = replicaOf(scene.stage, between.port());
            requireReplicas(scene.stage.redis, minReplicas);
            scene.afterwards(() -> {
                requireReplicas(scene.stage.redis, 0);
                backToTheFirst(scene.stage, replica);
                between.close();
            });
        }

        private void make(Scene scene) {
            var stage = scene.stage;
            var leader = stage.tiers.leader();
            between.requests.hold();
            between.replies.hold();
            scene.pass(500);
            promote(replica);
            stage.promote(replica.port());
            stage.ofApiServer(0).cut();
            stage.ofGranter(leader).cut();
            scene.pass(3_000);
            follow(stage.redis, replica);
            scene.pass(PULSES);
            scene.lost();
        }
    }

    /** The primary hangs rather than dies: when it goes on it knows nothing of the one that came after it. */
    private static final class BySentinel {
        private EmbeddedRedis replica;
        private Sentinels sentinels;

        Fault fault() {
            return new Fault("failover-sentinel", this::prepare, this::make);
        }

        private void prepare(Scene scene) {
            var stage = scene.stage;
            replica = replicaOf(stage, stage.redis.port());
            sentinels = new Sentinels(stage.redis);
            Patience.until("the sentinels know each other", LIMIT, sentinels::areReady);
            scene.afterwards(() -> {
                sentinels.close();
                stage.useProxies();
                backToTheFirst(stage, replica);
            });
            stage.useSentinels(sentinels.uri());
        }

        private void make(Scene scene) {
            var stage = scene.stage;
            stage.redis.pause();
            Patience.until("the replica is promoted", LIMIT, () -> sentinels.primary() == replica.port());
            stage.promote(replica.port());
            stage.redis.resume();
            Patience.until("the old primary follows the new one", LIMIT, isReplica(stage.redis));
            scene.pass(PULSES);
            scene.lost();
        }
    }

    private static EmbeddedRedis replicaOf(Stage stage, int port) {
        var password = URI.create(stage.redis.uri()).getUserInfo().substring(1);
        stage.store.ask(redis -> redis.configSet("masterauth", password));
        var replica = EmbeddedRedis.startWithPassword(
                password,
                "--appendonly",
                "yes",
                "--masterauth",
                password,
                "--replicaof",
                "127.0.0.1 " + port,
                "--repl-diskless-sync-delay",
                "0");
        Patience.until(
                "the replica is in sync", LIMIT, () -> replication(replica).contains("master_link_status:up"));
        return replica;
    }

    private static BooleanSupplier isReplica(EmbeddedRedis redis) {
        return () ->
                replication(redis).contains("role:slave") && replication(redis).contains("master_link_status:up");
    }

    // The first Redis gets all that the second has, and takes over from it while nobody is there.
    private static void backToTheFirst(Stage stage, EmbeddedRedis replica) {
        if (!isReplica(stage.redis).getAsBoolean()) {
            follow(stage.redis, replica);
        }
        Patience.until("the first Redis is in sync", LIMIT, isReplica(stage.redis));
        promote(stage.redis);
        stage.promote(stage.redis.port());
        stage.proxies.forEach(Proxy::cut);
        replica.close();
    }

    private static void requireReplicas(EmbeddedRedis redis, int replicas) {
        ask(redis, commands -> commands.configSet("min-replicas-max-lag", "1"));
        ask(redis, commands -> commands.configSet("min-replicas-to-write", Integer.toString(replicas)));
    }

    private static void follow(EmbeddedRedis redis, EmbeddedRedis primary) {
        ask(redis, commands -> commands.replicaof("127.0.0.1", primary.port()));
    }

    private static void promote(EmbeddedRedis redis) {
        ask(redis, RedisCommands::replicaofNoOne);
    }

    private static String replication(EmbeddedRedis redis) {
        return ask(redis, commands -> commands.info("replication"));
    }

    private static <T> T ask(EmbeddedRedis redis, Function<RedisCommands<String, String>, T> question) {
        try (var store = new Store(redis::uri)) {
            return store.ask(question);
        }
    }
}
