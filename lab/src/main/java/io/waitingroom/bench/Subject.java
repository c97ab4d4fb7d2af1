package io.waitingroom.bench;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** A part of the benchmark that the option {@code --only} can select. Its measurement yields one or more rows of the table. */
enum Subject {
    JOINS(() -> new HttpCost(HttpCall.JOIN), Tool.WRK),
    HEARTBEATS(() -> new HttpCost(HttpCall.HEARTBEAT), Tool.WRK),
    POLLS(() -> new HttpCost(HttpCall.POLL), Tool.WRK),
    PERMITS(PermitCost::new, Tool.WRK),
    REDIS_FLAT(RedisLoadByPolls::new, Tool.WRK),
    STREAMS(Streams::new),
    WAIT(WaitEstimates::new),
    TOLD_POLLS(PollPaces::new),
    FIRST_VISIT(FirstVisits::new),
    ACTIVATIONS(Activations::new, Tool.REDIS_CLI),
    LEAVE(LeaveToActive::new, Tool.WRK),
    MEMORY(RedisMemory::new),
    SIZE(CostBySize::new),
    HEAP(LiveHeap::new, Tool.WRK),
    POLL_SIZE(PollsBySize::new, Tool.WRK),
    HEARTBEAT_LOAD(HeartbeatLoad::new, Tool.WRK),
    SWEEP(Sweeps::new),
    DEPARTED(Departed::new),
    START(StartUp::new),
    TAKEOVER(TakeOver::new);

    private final Supplier<Measurement> measurement;
    private final Set<Tool> tools;

    Subject(Supplier<Measurement> measurement, Tool... tools) {
        this.measurement = measurement;
        this.tools = Set.of(tools);
    }

    Measurement measurement() {
        return measurement.get();
    }

    Set<Tool> tools() {
        return tools;
    }

    /** Returns the name of this subject on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
