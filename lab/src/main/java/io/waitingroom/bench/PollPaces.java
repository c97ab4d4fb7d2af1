package io.waitingroom.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures two figures in simulated crowds whose clients obey Retry-After. One is the share of clients that poll in time to
 * claim their slots. The other is the highest rate of polls of the crowd.
 */
final class PollPaces implements Measurement {
    private static final List<Integer> CROWDS = List.of(10_000, 1_000_000, 3_000_000);
    private static final List<Integer> CLAIM_SECONDS = List.of(10, 15, 30);
    private static final int MAX_POLLS_PER_SECOND = 20_000;

    @Override
    public Findings measure(BenchContext context) {
        var rows = new ArrayList<Row>();
        for (var people : CROWDS) {
            for (var seconds : CLAIM_SECONDS) {
                var result = new PollPaceSimulation(people, Duration.ofSeconds(seconds), MAX_POLLS_PER_SECOND).run();
                rows.add(inTime(people, seconds, result.shareInTime()));
                rows.add(polls(people, seconds, result.pollsPerSecond()));
            }
        }
        return new Findings(rows, List.of());
    }

    private static Row inTime(int people, int seconds, double share) {
        var figure = String.format(
                Locale.ROOT, "%,d poll as told, --claim-ttl %d s: share that polls in time to claim", people, seconds);
        return new Row(figure, String.format(Locale.ROOT, "%.5f", share), "", "", "≥ 1.0", share >= 1);
    }

    private static Row polls(int people, int seconds, double perSecond) {
        var figure = String.format(
                Locale.ROOT,
                "%,d poll as told, --claim-ttl %d s: peak polls/s (reference: --max-polls-per-second)",
                people,
                seconds);
        return Row.printed(figure, Comparison.of(perSecond, MAX_POLLS_PER_SECOND, "/s"));
    }
}
