package io.waitingroom.faults;

import io.lettuce.core.api.sync.RedisCommands;
import io.waitingroom.testkit.EmbeddedRedis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Faults in which a replica becomes the new primary, and the old primary comes back as a replica of the new one. Redis answers a
 * write before it replicates the write. Therefore acknowledged writes are lost.
 */
final class FailoverFaults {
    /**
     * The time in which each process sends two pulses. A pulse is a call that each process regularly sends to Redis. A demoted
     * primary still answers reads, so a process notices the demotion only at its next pulse.
     */
    private static final long TWO_PULSES_MILLIS = 500;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FailoverFaults() {}

    static List<Fault> all() {
        return List.of(
                new ByHand("failover-by-hand", 0).fault(),
                new ByHand("failover-min-replicas", 1).fault(),
                new BySentinel().fault());
    }

    /**
     * A fail-over by hand. The replica is cut off first, so that it lags behind the primary. Then half of the processes use the
     * old primary and half use the new one, until the old primary is demoted.
     */
    private static final class ByHand {
        private final String name;
        private final int minReplicas;
        private Proxy replicationProxy;
        private EmbeddedRedis replica;

        /**
         * Creates a fault with this name.
         *
         * @param minReplicas the number of replicas that the primary needs to accept writes. If it has fewer replicas, it
         *     refuses writes after a second or two
         */
        ByHand(String name, int minReplicas) {
            this.name = name;
            this.minReplicas = minReplicas;
        }

        Fault fault() {
            return new Fault(name, this::prepare, this::inject);
        }

        private void prepare(FaultContext context) {
            replicationProxy = new Proxy(context.deployment.redis.port());
            replica = startReplica(context.deployment, replicationProxy.port());
            requireReplicas(context.deployment.redis, minReplicas);
            context.addCleanUp(() -> {
                requireReplicas(context.deployment.redis, 0);
                restoreFirst(context.deployment, replica);
                replicationProxy.close();
            });
        }

        private void inject(FaultContext context) {
            var deployment = context.deployment;
            var leader = deployment.tiers.leaderNumber();
            replicationProxy.requests.hold();
            replicationProxy.replies.hold();
            context.sleep(500);
            promote(replica);
            deployment.promote(replica.port());
            deployment.redisProxyOfApiServer(0).cut();
            deployment.redisProxyOfGranter(leader).cut();
            context.sleep(3_000);
            follow(deployment.redis, replica);
            context.sleep(TWO_PULSES_MILLIS);
            context.markLoss();
        }
    }

    /**
     * A fail-over by Redis Sentinels. The old primary is paused and not killed: when it resumes, it does not know that another
     * Redis has become the primary.
     */
    private static final class BySentinel {
        private EmbeddedRedis replica;
        private Sentinels sentinels;

        Fault fault() {
            return new Fault("failover-sentinel", this::prepare, this::inject);
        }

        private void prepare(FaultContext context) {
            var deployment = context.deployment;
            replica = startReplica(deployment, deployment.redis.port());
            sentinels = new Sentinels(deployment.redis);
            Waits.until("the sentinels know each other", LIMIT, sentinels::areReady);
            context.addCleanUp(() -> {
                sentinels.close();
                deployment.useProxies();
                restoreFirst(deployment, replica);
            });
            deployment.useSentinels(sentinels.uri());
        }

        private void inject(FaultContext context) {
            var deployment = context.deployment;
            deployment.redis.pause();
            Waits.until("the replica is promoted", LIMIT, () -> sentinels.primaryPort() == replica.port());
            deployment.promote(replica.port());
            deployment.redis.resume();
            Waits.until("the old primary follows the new one", LIMIT, isReplica(deployment.redis));
            context.sleep(TWO_PULSES_MILLIS);
            context.markLoss();
        }
    }

    private static EmbeddedRedis startReplica(Deployment deployment, int port) {
        var password = URI.create(deployment.redis.uri()).getUserInfo().substring(1);
        deployment.directRedis.callWithRetry(redis -> redis.configSet("masterauth", password));
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
        Waits.until("the replica is in sync", LIMIT, () -> replication(replica).contains("master_link_status:up"));
        return replica;
    }

    private static BooleanSupplier isReplica(EmbeddedRedis redis) {
        return () ->
                replication(redis).contains("role:slave") && replication(redis).contains("master_link_status:up");
    }

    // The first Redis copies the data of the second one, and takes over again while the room is empty.
    private static void restoreFirst(Deployment deployment, EmbeddedRedis replica) {
        if (!isReplica(deployment.redis).getAsBoolean()) {
            follow(deployment.redis, replica);
        }
        Waits.until("the first Redis is in sync", LIMIT, isReplica(deployment.redis));
        promote(deployment.redis);
        deployment.promote(deployment.redis.port());
        deployment.redisProxies.forEach(Proxy::cut);
        replica.close();
    }

    private static void requireReplicas(EmbeddedRedis redis, int replicas) {
        run(redis, commands -> commands.configSet("min-replicas-max-lag", "1"));
        run(redis, commands -> commands.configSet("min-replicas-to-write", Integer.toString(replicas)));
    }

    private static void follow(EmbeddedRedis redis, EmbeddedRedis primary) {
        run(redis, commands -> commands.replicaof("127.0.0.1", primary.port()));
    }

    private static void promote(EmbeddedRedis redis) {
        run(redis, RedisCommands::replicaofNoOne);
    }

    private static String replication(EmbeddedRedis redis) {
        return run(redis, commands -> commands.info("replication"));
    }

    private static <T> T run(EmbeddedRedis redis, Function<RedisCommands<String, String>, T> commands) {
        try (var directRedis = new DirectRedis(redis::uri)) {
            return directRedis.callWithRetry(commands);
        }
    }
}
