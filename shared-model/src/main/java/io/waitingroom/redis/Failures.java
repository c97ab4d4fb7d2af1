package io.waitingroom.redis;

import io.lettuce.core.RedisReadOnlyException;
import java.util.Objects;

/** Describes why a call to Redis failed. */
final class Failures {
    private Failures() {}

    // The message of lettuce's exception says only that it could not connect. The reason, such as a wrong password,
    // is in the cause.
    static String reason(Throwable error) {
        var root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = error.getMessage() == null ? error.toString() : error.getMessage();
        return root == error
                ? message
                : message + " (" + Objects.requireNonNullElse(root.getMessage(), root.toString()) + ")";
    }

    /**
     * Returns whether the error shows that the server is not the primary, or is no longer the primary. A read-only
     * server is a replica. A server that requires replicas but cannot reach them (NOREPLICAS) has probably been
     * replaced.
     */
    static boolean isNotPrimary(Throwable error) {
        return error instanceof RedisReadOnlyException || reason(error).startsWith("NOREPLICAS");
    }
}
