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
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FailoverFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("failover-by-hand", FailoverFaults::byHand),
                new Fault("failover-sentinel", FailoverFaults::bySentinel));
    }

    // The way between the two is cut first, so that the replica lags; some go on talking to the old primary.
    private static void byHand(Scene scene) {
        var stage = scene.stage;
        var between = new Proxy(stage.redis.port());
        var replica = replicaOf(stage, between.port());
        scene.afterwards(() -> {
            backToTheFirst(stage, replica);
            between.close();
        });
        between.replies.hold();
        scene.pass(500);
        promote(replica);
        stage.promote(replica.port());
        stage.ofApiServer(0).cut();
        stage.ofGranter(stage.tiers.leader()).cut();
        scene.pass(1_000);
        scene.lost();
        follow(stage.redis, replica);
    }

    private static void bySentinel(Scene scene) {
        var stage = scene.stage;
        var replica = replicaOf(stage, stage.redis.port());
        var sentinels = new Sentinels(stage.redis);
        Patience.until("the sentinels know each other", LIMIT, sentinels::areReady);
        stage.useSentinels(sentinels.uri());
        scene.afterwards(() -> {
            sentinels.close();
            stage.useProxies();
            backToTheFirst(stage, replica);
        });
        scene.pass(1_500);
        stage.redis.pause();
        Patience.until("the sentinels have promoted the replica", LIMIT, () -> sentinels.primary() == replica.port());
        stage.promote(replica.port());
        scene.lost();
        stage.redis.resume();
        Patience.until("the old primary follows the new one", LIMIT, isReplica(stage.redis));
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
