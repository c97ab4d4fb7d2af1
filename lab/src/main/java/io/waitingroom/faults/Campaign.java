package io.waitingroom.faults;

import io.waitingroom.faults.Fault.UnsupportedFaultException;
import io.waitingroom.faults.Outcome.Checked;
import io.waitingroom.faults.Outcome.DrillFailed;
import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.faults.Outcome.Rating;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Runs drills one after the other on one deployment and reports the outcome of each. */
final class Campaign implements AutoCloseable {
    private final Consumer<String> output;
    private final Consumer<String> processes;
    private Deployment deployment;
    private CrowdSize size;

    /**
     * Creates a campaign without a deployment. The first drill starts one.
     *
     * @param output the consumer of the lines of the report
     * @param processes the consumer of each line that a process of the deployment prints
     */
    Campaign(Consumer<String> output, Consumer<String> processes) {
        this.output = output;
        this.processes = processes;
    }

    /** Returns a random seed that is short enough to type. */
    static long randomSeed() {
        return ThreadLocalRandom.current().nextInt(1_000_000);
    }

    /** Runs one drill for each fault, all with this seed, and returns the worst rating. */
    Rating run(List<Fault> faults, long seed) {
        output.accept(DrillReport.HEAD);
        var worst = Rating.GOOD;
        for (var fault : faults) {
            worst = Collections.max(List.of(worst, run(fault, seed).rating()));
        }
        return worst;
    }

    Outcome run(Fault fault, long seed) {
        var start = System.nanoTime();
        var outcome = outcome(fault, seed);
        DrillReport.of(fault.name(), outcome, System.nanoTime() - start).forEach(output);
        return outcome;
    }

    // After a failure of the drill itself the deployment is replaced, since its state is unknown.
    private Outcome outcome(Fault fault, long seed) {
        try {
            prepare();
            return check(fault, seed);
        } catch (UnsupportedFaultException e) {
            return new NotRun(e.getMessage());
        } catch (RuntimeException e) {
            close();
            return new DrillFailed(e);
        }
    }

    // The size is kept when the deployment is replaced: a seed means the same crowd in the whole campaign.
    private void prepare() {
        if (deployment == null) {
            deployment = new Deployment(processes);
        }
        if (size == null) {
            size = CrowdSize.on(deployment.callsPerSecond);
            output.accept(size.toString());
        }
    }

    private Checked check(Fault fault, long seed) {
        try (var cpu = new CpuUsage()) {
            var verdict =
                    new Drill(deployment, size).run(fault, seed ^ fault.name().hashCode());
            return new Checked(verdict, cpu.shares());
        }
    }

    @Override
    public void close() {
        if (deployment != null) {
            deployment.close();
            deployment = null;
        }
    }
}
