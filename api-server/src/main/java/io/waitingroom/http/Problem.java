package io.waitingroom.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A refusal, as problem details (RFC 9457). The type is {@code about:blank} throughout: the status says what kind of
 * problem it is, the detail what to do about it.
 *
 * @param sessionStatus the final state that stands in the way, if one does
 * @param waitingPage where to wait for being let in, if that is what is lacking
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String sessionStatus, String waitingPage) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", HttpStatus.getMessage(status), status, detail, null, null);
    }

    /** Nothing can be done for a session that has ended. */
    public static Problem ended(String sessionStatus) {
        return new Problem(
                "about:blank",
                HttpStatus.getMessage(409),
                409,
                "The session has ended. Join anew.",
                sessionStatus,
                null);
    }

    /** The same, with where to wait. */
    public Problem at(String page) {
        return new Problem(type, title, status, detail, sessionStatus, page);
    }

    /** Unknown, forged and garbled ids are not told apart. */
    public static Problem noSuchSession() {
        return of(404, "There is no such session.");
    }
}
