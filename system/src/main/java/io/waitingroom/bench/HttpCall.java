package io.waitingroom.bench;

import java.util.Optional;

/** A call of the API that is made as often as it goes, and what its cost may be beside a constant answer's. */
enum HttpCall {
    JOIN("joins", "POST", "", Optional.of(0.55), Optional.of(2.5)),
    HEARTBEAT("heartbeats", "POST", ":heartbeat", Optional.of(0.55), Optional.of(2.5)),
    POLL("status polls", "GET", "", Optional.of(0.85), Optional.of(1.3));

    static final String PATH = "/api/waiting-room/sessions";

    private final String plural;
    private final String method;
    private final String action;
    private final Optional<Double> leastRate;
    private final Optional<Double> mostProcessorTime;

    HttpCall(
            String plural,
            String method,
            String action,
            Optional<Double> leastRate,
            Optional<Double> mostProcessorTime) {
        this.plural = plural;
        this.method = method;
        this.action = action;
        this.leastRate = leastRate;
        this.mostProcessorTime = mostProcessorTime;
    }

    String plural() {
        return plural;
    }

    String method() {
        return method;
    }

    /** What follows the id in the path. */
    String action() {
        return action;
    }

    /** Whether it concerns a session that is there. */
    boolean needsSession() {
        return this != JOIN;
    }

    Row rate(Compared compared) {
        var figure = plural + "/s over HTTP, one API server";
        return leastRate
                .map(mark -> Row.atLeast(mark, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }

    Row processorTime(Compared compared) {
        var figure = "API processor time, " + plural;
        return mostProcessorTime
                .map(mark -> Row.atMost(mark, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }
}
