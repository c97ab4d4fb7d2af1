package io.waitingroom.http;

/**
 * Ends the handling of a request with an error response. The exception has no stack trace, because an error response is a regular result
 * and not a fault of the program.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
