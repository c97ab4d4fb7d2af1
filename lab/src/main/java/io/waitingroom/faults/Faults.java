package io.waitingroom.faults;

import io.waitingroom.faults.Outcome.Worth;
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

/** Breaks a waiting room in every way there is, and says whether it kept its promises. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Breaks a running waiting room in every way, and proves from the recorded history that it kept "
                + "its promises. A round takes about ten minutes; exit code 1 if a promise was broken, "
                + "3 if the machine was too busy to tell.")
public final class Faults implements Callable<Integer> {
    private static final int NOT_PROVEN = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "decides who does what and when, as far as a seed can; default: another each time")
    private Long seed;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how often every fault is made")
    private int rounds;

    @Option(names = "--only", paramLabel = "NAME", description = "this fault alone")
    private String only;

    @Override
    public Integer call() {
        var faults = chosen();
        Descendants.endWithThisProcess();
        var first = seed == null ? Campaign.anySeed() : seed;
        var worst = Worth.GOOD;
        try (var log = log();
                var campaign = new Campaign(System.out::println, log::println)) {
            for (int round = 0; round < rounds; round++) {
                System.out.println("seed " + (first + round));
                worst = Collections.max(List.of(worst, campaign.run(faults, first + round)));
            }
        }
        return end(worst);
    }

    private static int end(Worth worst) {
        System.out.println(
                switch (worst) {
                    case GOOD -> "every promise was kept";
                    case NOT_PROVEN -> "NOT PROVEN: this machine held the drill itself up";
                    case BAD -> "FAILED";
                });
        return switch (worst) {
            case GOOD -> 0;
            case NOT_PROVEN -> NOT_PROVEN;
            case BAD -> 1;
        };
    }

    private List<Fault> chosen() {
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
            System.out.println("what the processes print goes to " + file);
            return new PrintWriter(Files.newBufferedWriter(file), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
