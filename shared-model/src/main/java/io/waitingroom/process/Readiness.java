package io.waitingroom.process;

import java.util.List;
import java.util.Map;

/** Whether a process can do its work at the moment. */
public interface Readiness {
    /** Why it cannot; empty if it can. For the operator: served on the management port only. */
    List<String> problems();

    /** What else there is to know, such as its role. */
    default Map<String, String> details() {
        return Map.of();
    }
}
