package io.waitingroom.process;

import java.util.List;
import java.util.Map;

/** Reports whether a process can do its work now. */
public interface Readiness {
    /** Returns why it cannot; empty if it can. For the operator: served only on the management port. */
    List<String> problems();

    /** Returns further details, such as the role. */
    default Map<String, String> details() {
        return Map.of();
    }
}
