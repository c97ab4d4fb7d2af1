package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.waitingroom.room.Averages;
import io.waitingroom.room.Averages.Frequency;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoomMetricsTest {
    private static final Frequency NONE = new Frequency(0, 0);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RoomMetrics metrics = new RoomMetrics(registry);

    @Test
    void eachFigureHasItsMetricName() {
        var averages = new Averages(NONE, NONE, new Frequency(20, 40), NONE, 0, 0);
        var estimates = new EstimateAccuracy(15, 12, -0.25);
        metrics.update(
                new RoomFigures(1_008_500, 2, 3, 4, 5, 6, 70, 60, 9, 10, 11, 1_000_000, 13, 14, averages, estimates));
        assertThat(figures())
                .containsExactlyInAnyOrder(
                        "waitingroom_last_grant_age_seconds 8.5",
                        "waitingroom_epoch 2.0",
                        "waitingroom_takeovers_total 3.0",
                        "waitingroom_capacity 5.0",
                        "waitingroom_waiting 6.0",
                        "waitingroom_joins_total 70.0",
                        "waitingroom_activations_total 60.0",
                        "waitingroom_left_total 9.0",
                        "waitingroom_expired_total 10.0",
                        "waitingroom_no_shows_total 11.0",
                        "waitingroom_active 13.0",
                        "waitingroom_api_servers 14.0",
                        "waitingroom_admissions_per_minute 30.0",
                        "waitingroom_estimates_judged_total 15.0",
                        "waitingroom_estimates_inside_total 12.0",
                        "waitingroom_estimate_error_ratio -0.25",
                        "waitingroom_leader 0.0");
    }

    @Test
    void noFiguresBeforeTheFirstUpdate() {
        assertThat(figures()).containsExactly("waitingroom_leader 0.0");
    }

    @Test
    void uncountedApiServersAreNaN() {
        metrics.update(
                new RoomFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, Averages.NONE, EstimateAccuracy.NONE));
        assertThat(figures()).contains("waitingroom_api_servers NaN");
    }

    @Test
    void latestFiguresReplaceEarlierOnes() {
        metrics.update(new RoomFigures(0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, Averages.NONE, EstimateAccuracy.NONE));
        metrics.update(new RoomFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Averages.NONE, EstimateAccuracy.NONE));
        assertThat(figures()).contains("waitingroom_waiting 0.0");
    }

    @Test
    void leaderMetricIsOneForTheLeader() {
        metrics.setLeader(true);
        assertThat(figures()).contains("waitingroom_leader 1.0");
        metrics.setLeader(false);
        assertThat(figures()).contains("waitingroom_leader 0.0");
    }

    @Test
    void waitsAreCountedInBucketsFromATenthOfASecondToTwoHours() {
        Stream.of("PT0.1S", "PT0.2S", "PT2M", "PT3H").map(Duration::parse).forEach(metrics::recordWait);
        assertThat(waits())
                .containsExactly(
                        "waitingroom_wait_seconds_bucket{le=\"0.1\"} 1",
                        "waitingroom_wait_seconds_bucket{le=\"1.0\"} 2",
                        "waitingroom_wait_seconds_bucket{le=\"5.0\"} 2",
                        "waitingroom_wait_seconds_bucket{le=\"15.0\"} 2",
                        "waitingroom_wait_seconds_bucket{le=\"30.0\"} 2",
                        "waitingroom_wait_seconds_bucket{le=\"60.0\"} 2",
                        "waitingroom_wait_seconds_bucket{le=\"120.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"300.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"600.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"900.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"1800.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"3600.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"7200.0\"} 3",
                        "waitingroom_wait_seconds_bucket{le=\"+Inf\"} 4",
                        "waitingroom_wait_seconds_count 4",
                        "waitingroom_wait_seconds_sum 10920.3");
    }

    private List<String> figures() {
        return lines().filter(line -> !line.startsWith("waitingroom_wait_")).toList();
    }

    private List<String> waits() {
        return lines().filter(line -> line.startsWith("waitingroom_wait_seconds_"))
                .filter(line -> !line.startsWith("waitingroom_wait_seconds_max"))
                .toList();
    }

    private Stream<String> lines() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#"));
    }
}
