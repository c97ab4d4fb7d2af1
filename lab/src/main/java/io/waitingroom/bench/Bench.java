package io.waitingroom.bench;

import io.waitingroom.fleet.Descendants;
import io.waitingroom.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the cost of the system, prints a table of the figures and draws charts. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        description = "Measures what the system costs, each figure beside a reference of the same run. Needs wrk and"
                + " redis-cli. Takes sixteen minutes.")
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "measures less, in four minutes: to check that the benchmark works")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description =
                    "only these rows: joins, heartbeats, polls, permits, redis-flat, streams, wait, told-polls, first-visit, activations,"
                            + " leave, memory, size, heap, poll-size, heartbeat-load, sweep, departed, start, takeover; default: all")
    private List<Subject> only = List.of(Subject.values());

    @Option(
            names = "--output",
            defaultValue = "target/bench",
            paramLabel = "DIRECTORY",
            description = "where to write BENCHMARKS.md and its charts")
    private Path output;

    @Override
    public Integer call() throws IOException {
        requireTools();
        Descendants.endWithThisProcess();
        return run(quick ? Scale.QUICK : Scale.FULL) ? 0 : 1;
    }

    private String command() {
        var rows = only.size() == Subject.values().length
                ? ""
                : " --only " + only.stream().map(Subject::toString).collect(Collectors.joining(","));
        return "bench" + (quick ? " --quick" : "") + rows;
    }

    private void requireTools() {
        for (var tool : Tool.values()) {
            if (only.stream().anyMatch(subject -> subject.tools().contains(tool)) && tool.isMissing()) {
                throw new ParameterException(spec.commandLine(), tool.howToInstall());
            }
        }
    }

    // Returns true if every measurement completed, even if a figure misses its threshold.
    private boolean run(Scale scale) throws IOException {
        var start = System.nanoTime();
        var findings = new ArrayList<Findings>();
        var complete = true;
        try (var context = new BenchContext(scale, System.err::println)) {
            for (var subject : EnumSet.copyOf(only)) {
                context.logProgress(subject + " ...");
                try {
                    findings.add(subject.measurement().measure(context));
                } catch (Exception e) {
                    complete = false;
                    findings.add(new Findings(List.of(Row.failed(subject.toString(), e)), List.of()));
                }
            }
        }
        var report = new BenchReport(findings, Duration.ofNanos(System.nanoTime() - start), command());
        var file = report.write(output);
        System.out.println(report.table());
        System.out.println("written to " + file);
        return complete;
    }
}
