package io.waitingroom.granter;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.waitingroom.room.Averages;
import io.waitingroom.room.PastEstimates;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.List;

/** The metrics of the room by the names that Prometheus sees. Here, because nothing else shows them outside. */
public final class RoomMetricNames {
    private static final String TYPE = "# TYPE ";

    private RoomMetricNames() {}

    /** All of them, but for the maximum that every timer has besides. */
    public static List<String> all() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var metrics = new RoomMetrics(registry);
        metrics.saw(new RoomFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Averages.NONE, PastEstimates.NONE));
        metrics.waited(Duration.ZERO);
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(TYPE))
                .map(line -> line.substring(TYPE.length()).split(" ")[0])
                .filter(name -> !name.endsWith("_max"))
                .toList();
    }
}
