package io.waitingroom.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * A kind of HTTP API request that is measured under full load. It has thresholds for the ratios to a {@link ConstantServer}.
 */
enum HttpCall {
    JOIN("joins", "POST", "/sessions", IdLocation.NOWHERE, "", Thresholds.of(0.55, 2.5)),
    HEARTBEAT("heartbeats", "POST", "/sessions", IdLocation.PATH, ":heartbeat", Thresholds.of(0.55, 2.5)),
    POLL("status polls", "GET", "/sessions", IdLocation.PATH, "", Thresholds.of(0.85, 1.3)),
    CHECK_BY_PERMIT("online permit checks", "GET", "/verify", IdLocation.BEARER, "", Thresholds.of(0.4, 2.5)),
    CHECK_BY_ID("online session id checks", "GET", "/verify", IdLocation.BEARER, "", Thresholds.NONE);

    static final String API = "/api/waiting-room";
    /** The path of the resource that contains the sessions. */
    static final String PATH = API + "/sessions";

    /** The place in a request that carries the session's id or permit. */
    enum IdLocation {
        /** The request needs no existing session. */
        NOWHERE,
        PATH,
        /** The request carries the id or permit in the header Authorization, as a bearer token. */
        BEARER
    }

    /** The thresholds for the ratios to a {@link ConstantServer}. A ratio without a threshold is only printed. */
    private record Thresholds(Optional<Double> minRate, Optional<Double> maxProcessorTime) {
        static final Thresholds NONE = new Thresholds(Optional.empty(), Optional.empty());

        static Thresholds of(double minRate, double maxProcessorTime) {
            return new Thresholds(Optional.of(minRate), Optional.of(maxProcessorTime));
        }
    }

    private final String plural;
    private final String method;
    private final String path;
    private final IdLocation idLocation;
    private final String action;
    private final Thresholds thresholds;

    HttpCall(String plural, String method, String path, IdLocation idLocation, String action, Thresholds thresholds) {
        this.plural = plural;
        this.method = method;
        this.path = path;
        this.idLocation = idLocation;
        this.action = action;
        this.thresholds = thresholds;
    }

    String plural() {
        return plural;
    }

    String method() {
        return method;
    }

    /** Returns the path of the request, without the session id. */
    String path() {
        return API + path;
    }

    IdLocation idLocation() {
        return idLocation;
    }

    /** Returns the part of the path after the session id, such as {@code :heartbeat}. */
    String action() {
        return action;
    }

    /** Returns whether the call needs an existing session. */
    boolean needsSession() {
        return idLocation != IdLocation.NOWHERE;
    }

    /** Returns the name of this call as a part of file names. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Row rate(Comparison compared) {
        var figure = plural + "/s over HTTP, one API server";
        return thresholds
                .minRate
                .map(threshold -> Row.atLeast(threshold, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }

    Row processorTime(Comparison compared) {
        var figure = "API processor time, " + plural;
        return thresholds
                .maxProcessorTime
                .map(threshold -> Row.atMost(threshold, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }
}
