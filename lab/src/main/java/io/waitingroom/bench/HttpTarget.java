package io.waitingroom.bench;

import java.io.IOException;
import java.time.Duration;

/** A server of this machine that is loaded. */
record HttpTarget(int port, Process process) {
    /**
     * What as many requests as it goes came to.
     *
     * @param microsEach what each took of the server's process
     */
    record Cost(long requests, double perSecond, double microsEach) {}

    /** @throws IllegalStateException if a request fails */
    Cost load(Wrk wrk, Duration time) throws IOException {
        var before = ProcessFigures.processorTime(process);
        var answered = wrk.load(port, time);
        var spent = ProcessFigures.processorTime(process).minus(before);
        return new Cost(answered.requests(), answered.perSecond(), spent.toNanos() / 1e3 / answered.requests());
    }
}
