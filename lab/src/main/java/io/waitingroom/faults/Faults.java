package io.waitingroom.faults;

import io.waitingroom.faults.Outcome.Rating;
import io.waitingroom.fleet.Descendants;
import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.UnusableFlagException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the command {@code faults}, which injects all faults into a waiting room and reports whether the room kept its promises.
 */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Injects every fault into a running waiting room, and checks the recorded history against its "
                + "promises. A round takes about ten minutes; exit code 1 if a promise was broken, "
                + "3 if the machine was too busy to tell.")
public final class Faults implements Callable<Integer> {
    private static final int NOT_PROVEN = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "the seed of all random decisions; default: a new one for each run")
    private Long seed;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how often each fault is injected")
    private int rounds;

    @Option(names = "--only", paramLabel = "NAME", description = "run only this fault")
    private String only;

    @Override
    public Integer call() {
        var faults = selected();
        Descendants.endWithThisProcess();
        var first = seed == null ? Campaign.randomSeed() : seed;
        var worst = Rating.GOOD;
        try (var log = log();
                var campaign = new Campaign(System.out::println, log::println)) {
            for (int round = 0; round < rounds; round++) {
                System.out.println("seed " + (first + round));
                worst = Collections.max(List.of(worst, campaign.run(faults, first + round)));
            }
        }
        return exitCode(worst);
    }

    private static int exitCode(Rating worst) {
        System.out.println(
                switch (worst) {
                    case GOOD -> "every promise was kept";
                    case NOT_PROVEN -> "NOT PROVEN: this machine delayed the drill itself";
                    case BAD -> "FAILED";
                });
        return switch (worst) {
            case GOOD -> 0;
            case NOT_PROVEN -> NOT_PROVEN;
            case BAD -> 1;
        };
    }

    private List<Fault> selected() {
        var all = Catalogue.all();
        if (only == null) {
            return all;
        }
        var named = all.stream().filter(fault -> fault.name().equals(only)).toList();
        if (named.isEmpty()) {
            var names = String.join(", ", all.stream().map(Fault::name).toList());
            throw new UnusableFlagException("--only", "there is no fault " + only + "; there are " + names);
        }
        return named;
    }

    private static PrintWriter log() {
        try {
            var file = Files.createTempFile("waiting-room-faults", ".log");
            System.out.println("the output of the processes goes to " + file);
            return new PrintWriter(Files.newBufferedWriter(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
