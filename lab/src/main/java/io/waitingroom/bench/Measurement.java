package io.waitingroom.bench;

/** A measurement of the benchmark. */
interface Measurement {
    /** @throws Exception if the measurement fails */
    Findings measure(BenchContext context) throws Exception;
}
