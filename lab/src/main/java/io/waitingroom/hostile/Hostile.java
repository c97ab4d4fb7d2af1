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

/**
 * Runs the command {@code hostile}, which starts an API server and attacks it in many ways. Meanwhile good clients measure how
 * the server serves them.
 */
@Command(
        name = "hostile",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description =
                "Starts a waiting room and attacks it while good clients use it, and prints how they were served. "
                        + "An attack that makes them wait is repeated up to twice. Exit code 1 if a bound is violated.")
public final class Hostile implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int MAX_TRIES = 3;
    private static final Duration BASELINE = Duration.ofMillis(1500);

    @Option(
            names = "--seconds-per-attack",
            defaultValue = "3",
            converter = NumberConverter.Count.class,
            paramLabel = "N",
            description = "duration of each attack in seconds")
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
        var passed = attacks.isEmpty() || run(attacks, Duration.ofSeconds(seconds));
        passed &= !overload || Overload.run(System.out);
        return passed ? 0 : 1;
    }

    private static String names() {
        return Stream.concat(all().stream().map(Attack::name), Stream.of(Overload.NAME))
                .collect(Collectors.joining(", "));
    }

    private static boolean run(List<Attack> attacks, Duration time) throws IOException, InterruptedException {
        var passed = true;
        try (var target = AttackedSystem.start()) {
            GoodClients.serve(target.port(), System.nanoTime() + WARM_UP.toNanos());
            var report = new AttackReport(System.out);
            for (var attack : attacks) {
                passed &= passes(attack, target, time, report);
            }
        }
        return passed;
    }

    // Repeats an attack that made good clients wait: other load on the machine does so too, but hardly three times in a
    // row.
    private static boolean passes(Attack attack, AttackedSystem target, Duration time, AttackReport report)
            throws IOException, InterruptedException {
        var violations = report.add(Trial.run(attack, target, BASELINE, time));
        for (int tries = 1; tries < MAX_TRIES && violations.equals(List.of(AttackReport.WAITED)); tries++) {
            violations = report.add(Trial.run(attack, target, BASELINE, time));
        }
        return violations.isEmpty();
    }

    static List<Attack> all() {
        return Stream.of(
                        SlowAttacks.all(),
                        SmugglingAttacks.all(),
                        BodyAttacks.all(),
                        FloodAttacks.all(),
                        List.of(SingleSessionStreams.attack()))
                .flatMap(List::stream)
                .toList();
    }
}
