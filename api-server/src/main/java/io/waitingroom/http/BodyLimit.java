package io.waitingroom.http;

/** The maximum length of a request body, in bytes. */
public final class BodyLimit {
    /** The limit of the API. A join has the longest body that the API uses. */
    public static final int API = 4096;

    /** The limit of the page's forms. They repeat the destination: up to 6 kB, all of which may be percent-encoded. */
    static final int PAGE = 20 * 1024;

    private static final String PAGE_PREFIX = "/waiting-room/";

    private BodyLimit() {}

    /** Returns the limit for requests to a path. */
    static int of(String path) {
        return path != null && path.startsWith(PAGE_PREFIX) ? PAGE : API;
    }

    static ProblemException exceeded(int limit) {
        return new ProblemException(Problem.of(413, "A body is at most " + limit + " bytes long."));
    }
}
