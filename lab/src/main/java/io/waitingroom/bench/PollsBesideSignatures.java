package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures the rate and the latency of waiting clients' polls while the same API server signs permits for other clients. The
 * reference is the same load of polls without signatures.
 */
final class PollsBesideSignatures {
    private static final int PERMITS_PER_SECOND = 200;
    /** The rate of polls for measuring the latency. It is low enough to leave the processors idle time. */
    private static final int PACED_POLLS_PER_SECOND = 2_000;

    private static final double MAX_MILLIS = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    private final BenchContext context;
    private final PermitRoom room;
    private final Turns rates = new Turns();
    private final Turns latencies = new Turns();

    PollsBesideSignatures(BenchContext context, PermitRoom room) {
        this.context = context;
        this.room = room;
    }

    private interface Load {
        Wrk.Result run() throws IOException;
    }

    Findings measure() throws IOException, InterruptedException, ExecutionException {
        var port = room.signingServer().port();
        var time = context.scale().load();
        var executor = Executors.newSingleThreadExecutor();
        try (var polls = room.waitingPolls();
                var activePolls = room.activePolls()) {
            polls.warmUp(port, context.scale().warmUp());
            Load full = () -> polls.load(port, time);
            Load paced = () -> polls.loadAtRandom(port, time, PACED_POLLS_PER_SECOND);
            for (int i = 0; i < context.scale().turns(); i++) {
                var alone = full.run();
                rates.add(whileSigning(executor, activePolls, full).perSecond(), alone.perSecond());
                var pacedAlone = paced.run();
                latencies.add(millis(whileSigning(executor, activePolls, paced)), millis(pacedAlone));
            }
        } finally {
            executor.shutdownNow();
        }
        return new Findings(rows(), List.of());
    }

    private Wrk.Result whileSigning(ExecutorService executor, Wrk activePolls, Load polls)
            throws IOException, InterruptedException, ExecutionException {
        var before = room.signingServer().signed();
        var signatures = executor.submit(() -> activePolls.loadAtRandom(
                room.signingServer().port(), context.scale().load(), PERMITS_PER_SECOND));
        var result = polls.run();
        room.requireSignatures(before, signatures.get().requests());
        return result;
    }

    private List<Row> rows() {
        var meanwhile = "while %d permits/s are signed (reference: none)".formatted(PERMITS_PER_SECOND);
        var figure = "%,d status polls/s, latency p99, %s".formatted(PACED_POLLS_PER_SECOND, meanwhile);
        var latency = latencies.compared("ms");
        return List.of(
                Row.printed("status polls/s " + meanwhile, rates.compared("/s")),
                Row.compared(figure, latency, "≤ " + Row.amount(MAX_MILLIS, "ms"), latency.ours() <= MAX_MILLIS));
    }

    private static double millis(Wrk.Result result) {
        return result.p99().toNanos() / NANOS_PER_MILLI;
    }
}
