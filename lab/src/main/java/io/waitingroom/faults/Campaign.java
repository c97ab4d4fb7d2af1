package io.waitingroom.faults;

import io.waitingroom.faults.Fault.CannotBeMadeException;
import io.waitingroom.faults.Outcome.BrokeDown;
import io.waitingroom.faults.Outcome.Judged;
import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.faults.Outcome.Worth;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Makes faults one after the other on one stage, and tells what came of each. */
final class Campaign implements AutoCloseable {
    private final Consumer<String> output;
    private final Consumer<String> processes;
    private Stage stage;
    private CrowdSize size;

    /**
     * @param output takes the report, line by line
     * @param processes takes what the processes print
     */
    Campaign(Consumer<String> output, Consumer<String> processes) {
        this.output = output;
        this.processes = processes;
    }

    /** A seed that fits on a command line. */
    static long anySeed() {
        return ThreadLocalRandom.current().nextInt(1_000_000);
    }

    /** Makes every fault, each with the seed; the worst that came of any. */
    Worth run(List<Fault> faults, long seed) {
        output.accept(DrillReport.HEAD);
        var worst = Worth.GOOD;
        for (var fault : faults) {
            worst = Collections.max(List.of(worst, run(fault, seed).worth()));
        }
        return worst;
    }

    Outcome run(Fault fault, long seed) {
        var begun = System.nanoTime();
        var outcome = outcome(fault, seed);
        DrillReport.of(fault.name(), outcome, System.nanoTime() - begun).forEach(output);
        return outcome;
    }

    // After a breakdown everything is made anew: what state things are in is anybody's guess.
    private Outcome outcome(Fault fault, long seed) {
        try {
            prepare();
            return judged(fault, seed);
        } catch (CannotBeMadeException e) {
            return new NotRun(e.getMessage());
        } catch (RuntimeException e) {
            close();
            return new BrokeDown(e);
        }
    }

    // The machine is the same on every stage: the crowd of a seed is as large as long as the campaign goes on.
    private void prepare() {
        if (stage == null) {
            stage = new Stage(processes);
        }
        if (size == null) {
            size = CrowdSize.on(stage.callsPerSecond);
            output.accept(size.toString());
        }
    }

    private Judged judged(Fault fault, long seed) {
        try (var processors = new Processors()) {
            var verdict = new Drill(stage, size).run(fault, seed ^ fault.name().hashCode());
            return new Judged(verdict, processors.shares());
        }
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }
}
