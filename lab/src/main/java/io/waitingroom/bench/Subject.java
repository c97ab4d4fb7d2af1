package io.waitingroom.bench;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What can be measured by itself: some rows of the table. */
enum Subject {
    JOINS(() -> new HttpCost(HttpCall.JOIN), Tool.WRK),
    HEARTBEATS(() -> new HttpCost(HttpCall.HEARTBEAT), Tool.WRK),
    POLLS(() -> new HttpCost(HttpCall.POLL), Tool.WRK),
    PERMITS(PermitCost::new, Tool.WRK),
    REDIS_FLAT(RedisFlat::new, Tool.WRK),
    STREAMS(Streams::new),
    WAIT(Waits::new),
    TOLD_POLLS(ToldPolls::new),
    FIRST_VISIT(FirstVisits::new),
    ACTIVATIONS(Activations::new, Tool.REDIS_CLI),
    LEAVE(LeaveToActive::new, Tool.WRK),
    MEMORY(RedisMemory::new),
    SIZE(CostOfSize::new),
    HEAP(LiveHeap::new, Tool.WRK),
    POLL_SIZE(PollsBySize::new, Tool.WRK),
    HEARTBEAT_LOAD(HeartbeatLoad::new, Tool.WRK),
    SWEEP(SilentCrowd::new),
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

    /** Its name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
