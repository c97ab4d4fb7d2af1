package io.waitingroom.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether those who poll as they are told see their turn in time to claim it, and how many polls a crowd is told to make. */
final class ToldPolls implements Measurement {
    private static final List<Integer> CROWDS = List.of(10_000, 1_000_000, 3_000_000);
    private static final List<Integer> CLAIM_SECONDS = List.of(10, 15, 30);
    private static final int BUDGET = 20_000;

    @Override
    public Findings measure(SharedRooms lab) {
        var rows = new ArrayList<Row>();
        for (var people : CROWDS) {
            for (var seconds : CLAIM_SECONDS) {
                var told = new ObedientCrowd(people, Duration.ofSeconds(seconds), BUDGET).watch();
                rows.add(inTime(people, seconds, told.shareInTime()));
                rows.add(polls(people, seconds, told.pollsPerSecond()));
            }
        }
        return new Findings(rows, List.of());
    }

    private static Row inTime(int people, int seconds, double share) {
        var figure = String.format(
                Locale.ROOT, "%,d poll as told, --claim-ttl %d s: share who look in time to claim", people, seconds);
        return new Row(figure, String.format(Locale.ROOT, "%.5f", share), "", "", "≥ 1.0", share >= 1);
    }

    private static Row polls(int people, int seconds, double perSecond) {
        var figure = String.format(
                Locale.ROOT,
                "%,d poll as told, --claim-ttl %d s: polls/s at most (reference: --max-polls-per-second)",
                people,
                seconds);
        return Row.printed(figure, Compared.of(perSecond, BUDGET, "/s"));
    }
}
