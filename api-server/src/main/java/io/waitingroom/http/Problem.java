package io.waitingroom.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The body of an error response, as problem details (RFC 9457). The type is always {@code about:blank}: the status names the kind of
 * problem, the detail says what the client can do about it.
 *
 * @param sessionStatus the final state of the session, if that is the reason of the refusal; else null
 * @param waitingPage URL of the waiting page, if the client has to wait there first; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String sessionStatus, String waitingPage) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, null, null);
    }

    /** Returns the 409 for a request about a session that has ended. */
    public static Problem ended(String sessionStatus) {
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(409),
                409,
                "The session has ended. Join anew.",
                sessionStatus,
                null);
    }

    /** Returns a copy with the URL of the waiting page. */
    public Problem withWaitingPage(String page) {
        return new Problem(type, title, status, detail, sessionStatus, page);
    }

    /** Returns the 404 for a session id. It is the same for unknown, forged and malformed ids. */
    public static Problem noSuchSession() {
        return of(404, "There is no such session.");
    }
}
