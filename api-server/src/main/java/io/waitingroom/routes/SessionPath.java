package io.waitingroom.routes;

import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.Sessions;

/** Reads the session's id and the client's {@code asOf} text (see {@link AsOfCodec}) from a request. */
final class SessionPath {
    static final String BASE = "/api/waiting-room/sessions";
    static final String ONE = BASE + "/{id}";

    private SessionPath() {}

    /**
     * Returns the session id in the path.
     *
     * @throws ProblemException if the fleet did not sign this id
     */
    static SessionId id(Context ctx, Sessions sessions) {
        var id = ctx.pathParam("id");
        // A path parameter is decoded. A percent-encoded id is another spelling of an id, so it is refused.
        var isEscaped = !ctx.path().startsWith(BASE + "/" + id);
        return sessions.read(id).filter(read -> !isEscaped).orElseThrow(SessionPath::noSuchSession);
    }

    /** Returns the latest {@code asOf} text that the client knows; {@link AsOfCodec#NONE} if the client sent no text. */
    static String asOf(Context ctx) {
        var text = ctx.req().getQueryString() == null ? null : ctx.queryParam("asOf");
        return text == null ? AsOfCodec.NONE : text;
    }

    /**
     * Returns the latest {@code asOf} text that a subscriber knows. When a subscriber reconnects, its browser also sends the id
     * of the last event, which is an {@code asOf} text too. Then the later one of the two texts is returned.
     */
    static String asOfLastEvent(Context ctx) {
        var text = ctx.header("Last-Event-ID");
        return text == null || text.length() != AsOfCodec.LENGTH ? asOf(ctx) : AsOfCodec.later(asOf(ctx), text);
    }

    static ProblemException noSuchSession() {
        return new ProblemException(Problem.noSuchSession());
    }
}
