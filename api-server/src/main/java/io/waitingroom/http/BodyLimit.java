package io.waitingroom.http;

/** The maximum length of a request body, in bytes. */
public final class BodyLimit {
    /** The limit for requests to the API. The longest body of an API request is that of a join. */
    public static final int API = 4096;

    /**
     * The limit for the forms of the waiting page. Each form contains the visitor's destination, an address of up to 6 kB. Percent-encoding
     * can triple the length of the address.
     */
    static final int PAGE = 20 * 1024;

    private static final String PAGE_PREFIX = "/waiting-room/";

    private BodyLimit() {}

    /** Returns the limit for requests to the path. */
    static int of(String path) {
        return path != null && path.startsWith(PAGE_PREFIX) ? PAGE : API;
    }

    static ProblemException exceeded(int limit) {
        return new ProblemException(Problem.of(413, "A body is at most " + limit + " bytes long."));
    }
}
