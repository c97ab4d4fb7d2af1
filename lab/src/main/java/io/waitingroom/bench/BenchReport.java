package io.waitingroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one run found, as a table for the terminal and as a file with pictures. */
final class BenchReport {
    private static final List<String> HEADINGS =
            List.of("figure", "ours", "reference", "ratio", "must reach", "result");
    private static final String PICTURES = "benchmarks";

    private final List<Row> rows;
    private final List<Picture> pictures;
    private final Duration took;
    private final String how;

    /** @param how the run was asked for, as on the command line */
    BenchReport(List<Findings> findings, Duration took, String how) {
        this.how = how;
        rows = findings.stream().flatMap(found -> found.rows().stream()).toList();
        pictures = findings.stream().flatMap(found -> found.pictures().stream()).toList();
        this.took = took;
    }

    /** The table, in columns; as it is, it is also a table in Markdown. */
    String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADINGS);
        rows.forEach(row ->
                lines.add(List.of(row.figure(), row.ours(), row.reference(), row.ratio(), row.mark(), row.verdict())));
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
     * Writes the table and draws the pictures.
     *
     * @return the file that shows all of it
     */
    Path write(Path directory) throws IOException {
        var drawn = Files.createDirectories(directory.resolve(PICTURES));
        for (var picture : pictures) {
            Files.writeString(drawn.resolve(picture.name() + ".svg"), Drawing.svg(picture));
        }
        return Files.writeString(directory.resolve("BENCHMARKS.md"), markdown());
    }

    private String markdown() {
        var shown = pictures.stream()
                .map(picture -> "![%s](%s/%s.svg)".formatted(picture.title(), PICTURES, picture.name()))
                .collect(Collectors.joining("\n\n"));
        return """
                # Benchmarks

                What the system costs. Each figure stands beside a reference that was measured in the same run, in turns with
                it; absolute values are this machine's and do not repeat, ratios do. Clients, servers and Redis share the
                machine.

                Repeat it with `./waiting-room bench --output .` (`--quick` for a look, `--only ROW` for some rows). It needs
                `wrk`, which loads the servers, and `redis-cli`, which replays what a granter did
                (`apt-get install wrk redis-tools`).

                %s

                This run was `./waiting-room %s` and took %d min %d s.

                %s

                %s
                """.formatted(Machine.describe(), how, took.toMinutes(), took.toSecondsPart(), table(), shown);
    }
}
