package io.waitingroom.api;

import io.javalin.http.Context;
import io.waitingroom.session.SessionId;
import io.waitingroom.standing.Sessions;
import java.util.regex.Pattern;

/** What the address of a request says: which session, and what its holder knows of it. */
final class SessionPath {
    static final String BASE = "/api/waiting-room/sessions";
    static final String ONE = BASE + "/{id}";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private SessionPath() {}

    /** @throws ProblemException if the fleet gave nobody this id */
    static SessionId id(Context ctx, Sessions sessions) {
        var id = ctx.pathParam("id");
        // A path parameter comes decoded; an id that was percent-encoded is another spelling of it.
        var escaped = !ctx.path().startsWith(BASE + "/" + id);
        return sessions.read(id).filter(read -> !escaped).orElseThrow(SessionPath::noSuchSession);
    }

    /** As of when the client knows; 0 if it does not say. @throws ProblemException if that is no number */
    static long asOf(Context ctx) {
        var text = ctx.req().getQueryString() == null ? null : ctx.queryParam("asOf");
        return text == null ? 0 : number(text);
    }

    /** The same of a client that follows a session and was cut off: its browser says what it was told last. */
    static long asOfLastEvent(Context ctx) {
        var text = ctx.header("Last-Event-ID");
        return text == null ? asOf(ctx) : Math.max(asOf(ctx), number(text));
    }

    private static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new ProblemException(Problem.of(400, "asOf is the number that the last answer gave."));
        }
        return Long.parseLong(text);
    }

    static ProblemException noSuchSession() {
        return new ProblemException(Problem.noSuchSession());
    }
}
