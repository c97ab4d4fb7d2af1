package io.waitingroom.lab;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.testkit.EmbeddedRedis;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the Redis memory per waiting person, with and without an Idempotency-Key. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Prints the Redis memory per waiting person, with and without an Idempotency-Key.")
final class Memory implements Callable<Integer> {
    @Option(
            names = "--people",
            defaultValue = "1000000",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how many people join")
    private int people;

    @Override
    public Integer call() {
        var rows = List.of(measure("without key", false), measure("with Idempotency-Key", true));
        System.out.printf("%-24s %12s %14s %14s %10s%n", "", "people", "before, B", "after, B", "B/person");
        rows.forEach(System.out::println);
        return 0;
    }

    private String measure(String label, boolean withKey) {
        try (var redis = EmbeddedRedis.start();
                var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
            crowd.join(1, withKey);
            var before = crowd.usedMemory();
            crowd.join(people, withKey);
            var after = crowd.usedMemory();
            var each = (after - before) / (double) people;
            return String.format("%-24s %12d %14d %14d %10.1f", label, people, before, after, each);
        }
    }
}
