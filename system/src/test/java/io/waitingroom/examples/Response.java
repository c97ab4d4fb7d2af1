package io.waitingroom.examples;

import java.util.List;
import java.util.Map;

/**
 * A response.
 *
 * @param headers names in lower case
 */
record Response(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
        return String.join("\n", headers.getOrDefault(name, List.of()));
    }

    /** Whether the protected service itself responded, as it does to an admitted request. */
    boolean isFromService() {
        return status == 200 && body.startsWith("in: ");
    }
}
