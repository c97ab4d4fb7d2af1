package io.waitingroom.bench;

/**
 * Measures the processor time of a process as a share of the elapsed time. The measurement starts when this object is created.
 */
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

    /** Returns the processor time divided by the elapsed time so far, in percent of one processor. */
    double percent() {
        return 100.0 * (nanos() - nanosAtStart) / (System.nanoTime() - start);
    }
}
