package io.waitingroom.redis;

import io.lettuce.core.RedisReadOnlyException;
import java.util.Objects;

/** Says in words why a call to Redis failed. */
final class Failures {
    private Failures() {}

    // lettuce says that it could not connect; why (a wrong password, say) is in the cause.
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
     * Whether the server is no primary, or no longer: one that wants replicas and is cut off from them has most likely been
     * replaced, as has one that is read-only.
     */
    static boolean isOfNoPrimary(Throwable error) {
        return error instanceof RedisReadOnlyException || reason(error).startsWith("NOREPLICAS");
    }
}
