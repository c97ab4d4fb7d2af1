package io.waitingroom.bench;

import java.io.IOException;
import java.time.Duration;

/** A server on this machine that receives load. */
record HttpTarget(int port, Process process) {
    /**
     * The result of a load at full speed.
     *
     * @param microsEach the server's processor time per request, in microseconds
     */
    record Cost(long requests, double perSecond, double microsEach) {}

    /**
     * Sends requests at full speed.
     *
     * @param wrk the load generator
     * @param time the duration of the load
     * @throws IllegalStateException if a request fails
     */
    Cost load(Wrk wrk, Duration time) throws IOException {
        var before = ProcessFigures.processorTime(process);
        var result = wrk.load(port, time);
        var spent = ProcessFigures.processorTime(process).minus(before);
        return new Cost(result.requests(), result.perSecond(), spent.toNanos() / 1e3 / result.requests());
    }
}
