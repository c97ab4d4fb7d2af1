package io.waitingroom.faults;

import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two API servers and two granters as processes. */
final class Tiers implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(1);
    static final Duration TTL = Duration.ofSeconds(6);
    static final int CAPACITY = 30;

    private static final int OF_EACH = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<String> GRANTER = List.of(
            "--lease-ttl=" + LEASE.toSeconds() + "s",
            "--waiting-ttl=" + TTL.toSeconds() + "s",
            "--active-ttl=" + TTL.toSeconds() + "s",
            "--batch-size=1000",
            "--retention=1m",
            "--audit=10000000");

    final List<Slot> apiServers = new ArrayList<>();
    final List<Integer> ports = new ArrayList<>();
    final List<Slot> granters = new ArrayList<>();

    /**
     * @param redisUri of each process by its number, the API servers first
     * @param output takes each line that a process prints
     */
    Tiers(IntFunction<String> redisUri, Consumer<String> output) {
        for (int i = 0; i < OF_EACH; i++) {
            ports.add(EmbeddedRedis.freePort());
            var flags = List.of("--host=127.0.0.1", "--port=" + ports.get(i));
            var main = "io.waitingroom.api.ApiServer";
            apiServers.add(new Slot("api-server-" + (i + 1), main, flags, redisUri.apply(i), output));
        }
        for (int i = 0; i < OF_EACH; i++) {
            var main = "io.waitingroom.granter.GranterWorker";
            var uri = redisUri.apply(OF_EACH + i);
            granters.add(new Slot("granter-" + (i + 1), main, GRANTER, uri, output));
        }
    }

    /** How many processes there are, and so ways to Redis. */
    static int size() {
        return 2 * OF_EACH;
    }

    /** Starts whoever is not running, and waits until all are ready and one granter leads. */
    void complete() {
        apiServers.stream().filter(slot -> !slot.isAlive()).forEach(Slot::start);
        granters.stream().filter(slot -> !slot.isAlive()).forEach(slot -> startGranter(slot, CAPACITY));
        Patience.until("all processes are ready", START_LIMIT, () -> all().allMatch(Slot::isReady) && leaders() == 1);
    }

    static void startGranter(Slot granter, int capacity) {
        granter.start("--capacity=" + capacity);
    }

    private long leaders() {
        return granters.stream().filter(Slot::leads).count();
    }

    /** The number of the granter that leads, which there must be soon. */
    int leader() {
        Patience.until("a granter leads", START_LIMIT, () -> leaders() > 0);
        return IntStream.range(0, OF_EACH)
                .filter(i -> granters.get(i).leads())
                .findFirst()
                .orElseGet(this::leader);
    }

    Slot leading() {
        return granters.get(leader());
    }

    Slot standby() {
        return granters.get(OF_EACH - 1 - leader());
    }

    Stream<Slot> all() {
        return Stream.concat(apiServers.stream(), granters.stream());
    }

    @Override
    public void close() {
        all().forEach(Slot::close);
    }
}
