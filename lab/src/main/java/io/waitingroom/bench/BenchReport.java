package io.waitingroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reports the findings of one run as a table for the terminal, and as a Markdown file with charts. */
final class BenchReport {
    private static final List<String> HEADINGS =
            List.of("figure", "ours", "reference", "ratio", "must reach", "result");
    private static final String PICTURES = "benchmarks";

    private final List<Row> rows;
    private final List<Picture> pictures;
    private final Duration duration;
    private final String command;

    /** @param command the command line of the run */
    BenchReport(List<Findings> findings, Duration duration, String command) {
        this.command = command;
        rows = findings.stream().flatMap(found -> found.rows().stream()).toList();
        pictures = findings.stream().flatMap(found -> found.pictures().stream()).toList();
        this.duration = duration;
    }

    /** Formats the table in aligned columns. The result is also a valid Markdown table. */
    String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADINGS);
        rows.forEach(row -> lines.add(
                List.of(row.figure(), row.ours(), row.reference(), row.ratio(), row.threshold(), row.result())));
        var widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        lines.add(1, IntStream.of(widths).mapToObj(width -> "-".repeat(width)).toList());
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(
                        i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /**
     * Writes BENCHMARKS.md and the charts.
     *
     * @return the path of BENCHMARKS.md
     */
    Path write(Path directory) throws IOException {
        var charts = Files.createDirectories(directory.resolve(PICTURES));
        for (var picture : pictures) {
            Files.writeString(charts.resolve(picture.name() + ".svg"), Drawing.svg(picture));
        }
        return Files.writeString(directory.resolve("BENCHMARKS.md"), markdown());
    }

    private String markdown() {
        var images = pictures.stream()
                .map(picture -> "![%s](%s/%s.svg)".formatted(picture.title(), PICTURES, picture.name()))
                .collect(Collectors.joining("\n\n"));
        return """
                # Benchmarks

                What the system costs. Each figure stands beside a reference that was measured in the same run, in turns with
                it. Absolute values hold for this machine only and vary between runs; ratios are repeatable. Clients, servers and
                Redis share the machine.

                Repeat the run with `./waiting-room bench --output .` (`--quick` for a short run, `--only ROW` for some rows). It
                needs `wrk`, which loads the servers, and `redis-cli`, which replays a granter's commands
                (`apt-get install wrk redis-tools`).

                %s

                This run was `./waiting-room %s` and took %d min %d s.

                %s

                %s
                """.formatted(
                        Machine.describe(), command, duration.toMinutes(), duration.toSecondsPart(), table(), images);
    }
}
