package io.waitingroom.bench;

import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures how long a room has no leader after its leader was killed (SIGKILL) or terminated (SIGTERM). Each figure is the
 * maximum of several tries.
 */
final class TakeOver implements Measurement {
    private static final int LEASE_SECONDS = 2;
    private static final double MAX_AFTER_KILL = LEASE_SECONDS + 1;
    private static final double MAX_AFTER_TERM = 0.5;
    private static final long LIMIT_SECONDS = 60;

    private final List<Child> granters = new ArrayList<>();

    @Override
    public Findings measure(BenchContext context) throws InterruptedException {
        var killed = new ArrayList<Double>();
        var terminated = new ArrayList<Double>();
        try (var system = new LocalSystem(line -> {})) {
            system.startRedis(Servers.REDIS);
            start(system);
            for (int i = 0; i < context.scale().takeOvers(); i++) {
                killed.add(secondsWithoutLeader(system, "KILL"));
                terminated.add(secondsWithoutLeader(system, "TERM"));
            }
        }
        return new Findings(
                List.of(
                        Row.atMost(
                                MAX_AFTER_KILL,
                                "take-over after kill -9, lease %d s".formatted(LEASE_SECONDS),
                                max(killed),
                                "s"),
                        Row.atMost(MAX_AFTER_TERM, "take-over after SIGTERM", max(terminated), "s")),
                List.of());
    }

    private static double max(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private double secondsWithoutLeader(LocalSystem system, String signal) throws InterruptedException {
        start(system);
        var leader = granters.stream().filter(TakeOver::leads).findFirst().orElseThrow();
        granters.remove(leader);
        var start = System.nanoTime();
        Signals.send(signal, leader.process().pid());
        Await.until(LIMIT_SECONDS, "a standby leads", () -> granters.stream().anyMatch(TakeOver::leads));
        var seconds = (System.nanoTime() - start) / 1e9;
        leader.awaitEnd();
        return seconds;
    }

    private void start(LocalSystem system) throws InterruptedException {
        granters.add(system.startGranter(List.of("--lease-ttl=" + LEASE_SECONDS + "s")));
        for (var granter : granters) {
            Servers.awaitReady(granter);
        }
        Await.until(LIMIT_SECONDS, "a granter leads", () -> granters.stream().anyMatch(TakeOver::leads));
    }

    private static boolean leads(Child granter) {
        return granter.management().readyRole().equals(Optional.of("leader"));
    }
}
