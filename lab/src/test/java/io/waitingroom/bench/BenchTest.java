package io.waitingroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.fleet.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests that the benchmark program works. The scale is too small for meaningful figures. */
class BenchTest {
    private static final Scale TINY = new Scale(
            1, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(1), 500, 10, List.of(100, 1_000), 1_000, 40, 1, 1);
    /** The subjects that need no program from outside this build. */
    private static final List<Subject> SELF_CONTAINED =
            List.of(Subject.MEMORY, Subject.SIZE, Subject.STREAMS, Subject.SWEEP, Subject.DEPARTED, Subject.START);

    @TempDir
    private Path directory;

    @Test
    void benchMeasuresPrintsATableAndDrawsCurves() throws Exception {
        var findings = new ArrayList<Findings>();
        try (var lab = new BenchContext(TINY, line -> {})) {
            for (var subject : SELF_CONTAINED) {
                findings.add(subject.measurement().measure(lab));
            }
        }
        var report = new BenchReport(findings, Duration.ofSeconds(1), "bench");
        assertThat(report.table().lines())
                .hasSizeGreaterThan(2 + SELF_CONTAINED.size())
                .anyMatch(line -> line.matches("\\| Redis memory per waiting person, at 1,000 .* B .*"))
                .anyMatch(line -> line.matches("\\| 40 streams at one API server, .* told, p99 .* ms .*"))
                .anyMatch(line -> line.matches("\\| 1,000 who vanish at once, until all are found .* s .*"))
                .anyMatch(line -> line.matches("\\| start of an API server to ready .* s .*"));
        assertThat(report.table().lines().skip(2)).allMatch(line -> line.matches(".*\\| (ok|MISSED) *\\|"));

        var file = report.write(directory);
        assertThat(file).content().contains(report.table()).contains("Redis: ").contains("](benchmarks/memory.svg)");
        for (var name : List.of("memory", "cost-by-size", "streams", "vanished", "departed", "start")) {
            var picture = directory.resolve("benchmarks").resolve(name + ".svg");
            assertThat(Files.readString(picture)).startsWith("<svg").contains("</svg>");
        }
    }

    @Test
    void helpNamesEverySubject() {
        var help = new CommandLine(new Bench()).getUsageMessage().replaceAll("\\s+", " ");
        var names = Stream.of(Subject.values()).map(Subject::toString).collect(Collectors.joining(", "));
        assertThat(help).contains("only these rows: " + names + ";");
    }

    @Test
    void missingToolIsOneLineWithAnInstallHint() throws Exception {
        var command = List.of(
                JavaProcess.program("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.waitingroom.lab.Lab",
                "bench",
                "--only=polls");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", directory.toString());
        var process = builder.start();
        assertThat(process.inputReader().lines())
                .containsExactly("bench: wrk is missing; install it, for example with: apt-get install wrk");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
