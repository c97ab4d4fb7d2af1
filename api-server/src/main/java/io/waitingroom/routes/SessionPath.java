package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.Sessions;

/** What the address of a request says: which session, and what its holder knows of it. */
final class SessionPath {
    static final String BASE = "/api/waiting-room/sessions";
    static final String ONE = BASE + "/{id}";

    private SessionPath() {}

    /** @throws ProblemException if the fleet gave nobody this id */
    static SessionId id(Context ctx, Sessions sessions) {
        var id = ctx.pathParam("id");
        // A path parameter comes decoded; an id that was percent-encoded is another spelling of it.
        var escaped = !ctx.path().startsWith(BASE + "/" + id);
        return sessions.read(id).filter(read -> !escaped).orElseThrow(SessionPath::noSuchSession);
    }

    /** As of when the client says that it knows; {@link AsOfCodec#NONE} if it does not say. */
    static String asOf(Context ctx) {
        var text = ctx.req().getQueryString() == null ? null : ctx.queryParam("asOf");
        return text == null ? AsOfCodec.NONE : text;
    }

    /** The same of a client that follows a session and was cut off: its browser says what it was told last. */
    static String asOfLastEvent(Context ctx) {
        var text = ctx.header("Last-Event-ID");
        return text == null || text.length() != AsOfCodec.LENGTH ? asOf(ctx) : AsOfCodec.later(asOf(ctx), text);
    }

    static ProblemException noSuchSession() {
        return new ProblemException(Problem.noSuchSession());
    }
}
