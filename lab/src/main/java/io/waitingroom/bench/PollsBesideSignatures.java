package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What those who wait notice of permits that one API server signs for others meanwhile, beside its signing none. */
final class PollsBesideSignatures {
    private static final int PERMITS = 200;
    /** So few that the processors have time to spare. */
    private static final int PACED_POLLS = 2_000;

    private static final double MOST_MILLIS = 10;
    private static final double NANOS_IN_MILLI = 1e6;

    private final SharedRooms lab;
    private final PermitRoom room;
    private final Turns rates = new Turns();
    private final Turns latencies = new Turns();

    PollsBesideSignatures(SharedRooms lab, PermitRoom room) {
        this.lab = lab;
        this.room = room;
    }

    private interface Load {
        Wrk.Answered run() throws IOException;
    }

    Findings measure() throws IOException, InterruptedException, ExecutionException {
        var port = room.signing().port();
        var time = lab.scale().load();
        var second = Executors.newSingleThreadExecutor();
        try (var polls = room.polls();
                var looks = room.looks()) {
            polls.warmUp(port, lab.scale().warmUp());
            Load fast = () -> polls.load(port, time);
            Load paced = () -> polls.loadAtRandom(port, time, PACED_POLLS);
            for (int i = 0; i < lab.scale().turns(); i++) {
                var alone = fast.run();
                rates.add(whileSigning(second, looks, fast).perSecond(), alone.perSecond());
                var pacedAlone = paced.run();
                latencies.add(millis(whileSigning(second, looks, paced)), millis(pacedAlone));
            }
        } finally {
            second.shutdownNow();
        }
        return new Findings(rows(), List.of());
    }

    private Wrk.Answered whileSigning(ExecutorService second, Wrk looks, Load polls)
            throws IOException, InterruptedException, ExecutionException {
        var before = room.signing().signed();
        var signing = second.submit(
                () -> looks.loadAtRandom(room.signing().port(), lab.scale().load(), PERMITS));
        var answered = polls.run();
        room.requireSignatures(before, signing.get().requests());
        return answered;
    }

    private List<Row> rows() {
        var meanwhile = "while %d permits/s are signed (reference: none)".formatted(PERMITS);
        var figure = "%,d status polls/s, answered p99, %s".formatted(PACED_POLLS, meanwhile);
        var latency = latencies.compared("ms");
        return List.of(
                Row.printed("status polls/s " + meanwhile, rates.compared("/s")),
                Row.compared(figure, latency, "≤ " + Row.amount(MOST_MILLIS, "ms"), latency.ours() <= MOST_MILLIS));
    }

    private static double millis(Wrk.Answered answered) {
        return answered.p99().toNanos() / NANOS_IN_MILLI;
    }
}
