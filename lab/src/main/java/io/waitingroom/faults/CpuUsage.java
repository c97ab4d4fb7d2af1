package io.waitingroom.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Measures the processor time that this process and its child processes use from the creation of this object on. */
final class CpuUsage implements AutoCloseable {
    /**
     * The time between two samples. The processor time that a process uses between its last sample and its end is not measured.
     */
    private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(500);

    private final Map<Long, Duration> initial = new HashMap<>();
    private final Map<Long, Duration> latest = new HashMap<>();
    private final long start = System.nanoTime();
    private final Duration initialOwn = cpuTime(ProcessHandle.current());
    private volatile boolean closed;

    CpuUsage() {
        ProcessHandle.current().descendants().forEach(process -> initial.put(process.pid(), cpuTime(process)));
        Threads.start("processors", this::run);
    }

    private void run() {
        while (!closed) {
            sample();
            Waits.sleep(SAMPLE_INTERVAL);
        }
    }

    private synchronized void sample() {
        ProcessHandle.current()
                .descendants()
                .forEach(process -> latest.merge(
                        process.pid(), cpuTime(process), (before, now) -> before.compareTo(now) > 0 ? before : now));
    }

    private static Duration cpuTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns the shares of the time of all processors that were used since the creation of this object. */
    synchronized Shares shares() {
        sample();
        var others = latest.entrySet().stream()
                .map(process -> process.getValue().minus(initial.getOrDefault(process.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
        var processors = Runtime.getRuntime().availableProcessors();
        var all = (double) (System.nanoTime() - start) * processors;
        return new Shares(
                cpuTime(ProcessHandle.current()).minus(initialOwn).toNanos() / all, others.toNanos() / all, processors);
    }

    @Override
    public void close() {
        closed = true;
    }

    /**
     * The processor time that a drill used, as shares of the time of all processors.
     *
     * @param drill the share that this process used, for visitors, proxies and checks
     * @param others the share that the child processes used, which are the waiting room and its Redis
     * @param processors the number of processors
     */
    record Shares(double drill, double others, int processors) {
        @Override
        public String toString() {
            return "drill took %.0f %%, room %.0f %% of %d processors".formatted(100 * drill, 100 * others, processors);
        }
    }
}
