package io.waitingroom.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The body of an error response, in the format of problem details (RFC 9457). The type is always {@code about:blank}. The status names the
 * kind of problem, and the detail says what the client can do about the problem.
 *
 * @param sessionStatus the final state of the session, if the request is refused because the session has ended; else null
 * @param waitingPage the URL of the waiting page, if the client has to wait there first; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String sessionStatus, String waitingPage) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, null, null);
    }

    /** Returns the problem with status 409, for a request about a session that has ended. */
    public static Problem ended(String sessionStatus) {
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(409),
                409,
                "The session has ended. Join anew.",
                sessionStatus,
                null);
    }

    /** Returns a copy of this problem with the URL of the waiting page. */
    public Problem withWaitingPage(String page) {
        return new Problem(type, title, status, detail, sessionStatus, page);
    }

    /** Returns the problem with status 404, for a session id that is unknown, forged or malformed. It is the same problem for all three. */
    public static Problem noSuchSession() {
        return of(404, "There is no such session.");
    }
}
