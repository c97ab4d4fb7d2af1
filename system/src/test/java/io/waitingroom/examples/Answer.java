package io.waitingroom.examples;

import java.util.List;
import java.util.Map;

/**
 * What was answered.
 *
 * @param headers names in lower case
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
        return String.join("\n", headers.getOrDefault(name, List.of()));
    }

    /** Whether the protected service itself answered, as it does to whoever was let in. */
    boolean isFromInside() {
        return status == 200 && body.startsWith("in: ");
    }
}
