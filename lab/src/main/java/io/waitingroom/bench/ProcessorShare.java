package io.waitingroom.bench;

/** Measures the processor share of a process, from the creation of this object on. */
final class ProcessorShare {
    private final Process process;
    private final long start = System.nanoTime();
    private final long nanosAtStart;

    ProcessorShare(Process process) {
        this.process = process;
        nanosAtStart = nanos();
    }

    private long nanos() {
        return ProcessFigures.processorTime(process).toNanos();
    }

    /** Returns the share so far, in percent of one processor. */
    double percent() {
        return 100.0 * (nanos() - nanosAtStart) / (System.nanoTime() - start);
    }
}
