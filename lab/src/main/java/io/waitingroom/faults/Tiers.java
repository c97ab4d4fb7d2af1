package io.waitingroom.faults;

import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes of both tiers: two API servers and two granters. */
final class Tiers implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(1);
    static final Duration TTL = Duration.ofSeconds(6);
    static final int CAPACITY = 30;

    private static final int PROCESSES_PER_TIER = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<String> GRANTER_FLAGS = List.of(
            "--lease-ttl=" + LEASE.toSeconds() + "s",
            "--waiting-ttl=" + TTL.toSeconds() + "s",
            "--active-ttl=" + TTL.toSeconds() + "s",
            "--batch-size=1000",
            "--retention=1m",
            "--audit=10000000");

    final List<TierProcess> apiServers = new ArrayList<>();
    final List<Integer> ports = new ArrayList<>();
    final List<TierProcess> granters = new ArrayList<>();

    /**
     * Creates the processes and does not start them yet.
     *
     * @param redisUri a function from the number of a process to the URI of Redis for this process. The API servers have the
     *     first numbers, and the granters have the next ones
     * @param output the consumer of each line that a process prints
     */
    Tiers(IntFunction<String> redisUri, Consumer<String> output) {
        for (int i = 0; i < PROCESSES_PER_TIER; i++) {
            ports.add(EmbeddedRedis.freePort());
            var flags = List.of("--host=127.0.0.1", "--port=" + ports.get(i));
            var main = "io.waitingroom.api.ApiServer";
            apiServers.add(new TierProcess("api-server-" + (i + 1), main, flags, redisUri.apply(i), output));
        }
        for (int i = 0; i < PROCESSES_PER_TIER; i++) {
            var main = "io.waitingroom.granter.GranterWorker";
            var uri = redisUri.apply(PROCESSES_PER_TIER + i);
            granters.add(new TierProcess("granter-" + (i + 1), main, GRANTER_FLAGS, uri, output));
        }
    }

    /** Returns the number of processes. */
    static int size() {
        return 2 * PROCESSES_PER_TIER;
    }

    /** Starts the processes that are not running. Waits until all processes are ready and one granter is the leader. */
    void complete() {
        apiServers.stream().filter(process -> !process.isAlive()).forEach(TierProcess::start);
        granters.stream().filter(process -> !process.isAlive()).forEach(process -> startGranter(process, CAPACITY));
        Waits.until(
                "all processes are ready",
                START_LIMIT,
                () -> all().allMatch(TierProcess::isReady) && countLeaders() == 1);
    }

    static void startGranter(TierProcess granter, int capacity) {
        granter.start("--capacity=" + capacity);
    }

    private long countLeaders() {
        return granters.stream().filter(TierProcess::isLeader).count();
    }

    /** Waits until a granter is the leader, and returns the number of this granter. */
    int leaderNumber() {
        Waits.until("a granter leads", START_LIMIT, () -> countLeaders() > 0);
        return IntStream.range(0, PROCESSES_PER_TIER)
                .filter(i -> granters.get(i).isLeader())
                .findFirst()
                .orElseGet(this::leaderNumber);
    }

    TierProcess leader() {
        return granters.get(leaderNumber());
    }

    TierProcess standby() {
        return granters.get(PROCESSES_PER_TIER - 1 - leaderNumber());
    }

    Stream<TierProcess> all() {
        return Stream.concat(apiServers.stream(), granters.stream());
    }

    @Override
    public void close() {
        all().forEach(TierProcess::close);
    }
}
