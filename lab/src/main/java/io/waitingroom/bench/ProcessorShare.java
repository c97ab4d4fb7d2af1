package io.waitingroom.bench;

/** What a process takes of a processor from now on. */
final class ProcessorShare {
    private final Process process;
    private final long begun = System.nanoTime();
    private final long spent;

    ProcessorShare(Process process) {
        this.process = process;
        spent = nanos();
    }

    private long nanos() {
        return ProcessFigures.processorTime(process).toNanos();
    }

    /** Percent of one processor, so far. */
    double percent() {
        return 100.0 * (nanos() - spent) / (System.nanoTime() - begun);
    }
}
