package io.waitingroom.bench;

import java.util.Locale;
import java.util.Optional;

/** A call of the API that is made as often as it goes, and what its cost may be beside a constant answer's. */
enum HttpCall {
    JOIN("joins", "POST", "/sessions", Named.NOWHERE, "", Marks.of(0.55, 2.5)),
    HEARTBEAT("heartbeats", "POST", "/sessions", Named.PATH, ":heartbeat", Marks.of(0.55, 2.5)),
    POLL("status polls", "GET", "/sessions", Named.PATH, "", Marks.of(0.85, 1.3)),
    CHECK_BY_PERMIT("online permit checks", "GET", "/verify", Named.BEARER, "", Marks.of(0.4, 2.5)),
    CHECK_BY_ID("online session id checks", "GET", "/verify", Named.BEARER, "", Marks.NONE);

    static final String API = "/api/waiting-room";
    /** Where sessions are. */
    static final String PATH = API + "/sessions";

    /** Where a call says which session it concerns. */
    enum Named {
        /** It concerns none that is there. */
        NOWHERE,
        PATH,
        /** As a bearer token. */
        BEARER
    }

    /** What must be reached beside a constant answer; where nothing must, it is printed. */
    private record Marks(Optional<Double> leastRate, Optional<Double> mostProcessorTime) {
        static final Marks NONE = new Marks(Optional.empty(), Optional.empty());

        static Marks of(double leastRate, double mostProcessorTime) {
            return new Marks(Optional.of(leastRate), Optional.of(mostProcessorTime));
        }
    }

    private final String plural;
    private final String method;
    private final String path;
    private final Named named;
    private final String action;
    private final Marks marks;

    HttpCall(String plural, String method, String path, Named named, String action, Marks marks) {
        this.plural = plural;
        this.method = method;
        this.path = path;
        this.named = named;
        this.action = action;
        this.marks = marks;
    }

    String plural() {
        return plural;
    }

    String method() {
        return method;
    }

    /** Without the session, where that is named in it. */
    String path() {
        return API + path;
    }

    Named named() {
        return named;
    }

    /** What follows the id in the path. */
    String action() {
        return action;
    }

    /** Whether it concerns a session that is there. */
    boolean needsSession() {
        return named != Named.NOWHERE;
    }

    /** Its name in that of a file. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Row rate(Compared compared) {
        var figure = plural + "/s over HTTP, one API server";
        return marks.leastRate
                .map(mark -> Row.atLeast(mark, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }

    Row processorTime(Compared compared) {
        var figure = "API processor time, " + plural;
        return marks.mostProcessorTime
                .map(mark -> Row.atMost(mark, figure, compared))
                .orElseGet(() -> Row.printed(figure, compared));
    }
}
