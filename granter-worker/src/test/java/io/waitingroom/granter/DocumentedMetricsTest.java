package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.waitingroom.room.Averages;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedMetricsTest {
    private static final String TYPE = "# TYPE ";

    @Test
    void readmeNamesEveryMetricOfTheRoom() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        assertThat(names())
                .contains("waitingroom_joins_total")
                .allMatch(name -> Pattern.compile("(?<!\\w)" + name + "(?!\\w)")
                        .matcher(readme)
                        .find());
    }

    // All metrics, except the maximum that every timer adds.
    private static List<String> names() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var metrics = new RoomMetrics(registry);
        metrics.update(new RoomFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Averages.NONE, EstimateAccuracy.NONE));
        metrics.recordWait(Duration.ZERO);
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(TYPE))
                .map(line -> line.substring(TYPE.length()).split(" ")[0])
                .filter(name -> !name.endsWith("_max"))
                .toList();
    }
}
