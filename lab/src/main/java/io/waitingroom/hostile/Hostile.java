package io.waitingroom.hostile;

import io.waitingroom.process.NumberConverter;
import io.waitingroom.process.Program;
import io.waitingroom.process.UnusableFlagException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks an API server of its own in every way it knows, while good clients measure how they are served. */
@Command(
        name = "hostile",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Attacks a waiting room of its own while good clients use it, and prints how they were served. "
                + "An attack that made them wait is tried again, twice; exit code 1 if a bound was not kept.")
public final class Hostile implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int TRIES = 3;
    private static final Duration CALM = Duration.ofMillis(1500);

    @Option(
            names = "--seconds-per-attack",
            defaultValue = "3",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "how long each attack goes on")
    private int seconds;

    @Option(names = "--only", paramLabel = "NAME", description = "this attack only")
    private String only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var attacks = all().stream()
                .filter(attack -> only == null || attack.name().equals(only))
                .toList();
        var overload = only == null || only.equals(Overload.NAME);
        if (attacks.isEmpty() && !overload) {
            throw new UnusableFlagException("--only", only + " is none of " + names());
        }
        var well = attacks.isEmpty() || run(attacks, Duration.ofSeconds(seconds));
        well &= !overload || Overload.run(System.out);
        return well ? 0 : 1;
    }

    private static String names() {
        return Stream.concat(all().stream().map(Attack::name), Stream.of(Overload.NAME))
                .collect(Collectors.joining(", "));
    }

    private static boolean run(List<Attack> attacks, Duration time) throws IOException, InterruptedException {
        var well = true;
        try (var target = AttackedSystem.start()) {
            GoodClients.serve(target.port(), System.nanoTime() + WARM_UP.toNanos());
            var report = new AttackReport(System.out);
            for (var attack : attacks) {
                well &= isBorne(attack, target, time, report);
            }
        }
        return well;
    }

    // What else the machine is at makes good clients wait as well, but hardly each time.
    private static boolean isBorne(Attack attack, AttackedSystem target, Duration time, AttackReport report)
            throws IOException, InterruptedException {
        var wrong = report.add(Trial.run(attack, target, CALM, time));
        for (int tries = 1; tries < TRIES && wrong.equals(List.of(AttackReport.WAITED)); tries++) {
            wrong = report.add(Trial.run(attack, target, CALM, time));
        }
        return wrong.isEmpty();
    }

    static List<Attack> all() {
        return Stream.of(
                        SlowAttacks.all(),
                        SmugglingAttacks.all(),
                        BodyAttacks.all(),
                        FloodAttacks.all(),
                        List.of(StreamsOfOne.attack()))
                .flatMap(List::stream)
                .toList();
    }
}
