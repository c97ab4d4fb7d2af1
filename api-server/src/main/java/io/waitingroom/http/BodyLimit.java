package io.waitingroom.http;

/** How long a body may be, bytes. */
public final class BodyLimit {
    /** A join's, which is the longest that the API has a use for. */
    public static final int API = 4096;

    /** That of a form of the page, which repeats where to go: 6 kB, all of which may be escaped. */
    static final int PAGE = 20 * 1024;

    private static final String FORMS = "/waiting-room/";

    private BodyLimit() {}

    /** The limit for requests to a path. */
    static int of(String path) {
        return path != null && path.startsWith(FORMS) ? PAGE : API;
    }

    static ProblemException exceeded(int limit) {
        return new ProblemException(Problem.of(413, "A body is at most " + limit + " bytes long."));
    }
}
