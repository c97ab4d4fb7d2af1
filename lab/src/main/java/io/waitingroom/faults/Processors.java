package io.waitingroom.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What this process, and the processes that it starts, take of the machine's processors from now on. */
final class Processors implements AutoCloseable {
    /** What a process takes after it was looked at last, and before its end, is not seen. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Map<Long, Duration> atFirst = new HashMap<>();
    private final Map<Long, Duration> atLast = new HashMap<>();
    private final long begun = System.nanoTime();
    private final Duration own = spent(ProcessHandle.current());
    private volatile boolean closed;

    Processors() {
        ProcessHandle.current().descendants().forEach(process -> atFirst.put(process.pid(), spent(process)));
        Threads.start("processors", this::watch);
    }

    private void watch() {
        while (!closed) {
            look();
            Patience.pass(BETWEEN_LOOKS);
        }
    }

    private synchronized void look() {
        ProcessHandle.current()
                .descendants()
                .forEach(process -> atLast.merge(
                        process.pid(), spent(process), (before, now) -> before.compareTo(now) > 0 ? before : now));
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** So far. */
    synchronized Shares shares() {
        look();
        var others = atLast.entrySet().stream()
                .map(process -> process.getValue().minus(atFirst.getOrDefault(process.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
        var processors = Runtime.getRuntime().availableProcessors();
        var all = (double) (System.nanoTime() - begun) * processors;
        return new Shares(
                spent(ProcessHandle.current()).minus(own).toNanos() / all, others.toNanos() / all, processors);
    }

    @Override
    public void close() {
        closed = true;
    }

    /**
     * Parts of all processors.
     *
     * @param drill this process's: people, proxies, and who judges
     * @param others of the processes that it started: the waiting room and its Redis
     */
    record Shares(double drill, double others, int processors) {
        @Override
        public String toString() {
            return "drill took %.0f %%, room %.0f %% of %d processors".formatted(100 * drill, 100 * others, processors);
        }
    }
}
