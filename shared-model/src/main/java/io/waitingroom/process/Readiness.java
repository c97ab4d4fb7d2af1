package io.waitingroom.process;

import java.util.List;
import java.util.Map;

/** Reports whether a process can do its work now. */
public interface Readiness {
    /**
     * Returns the reasons why the process cannot do its work now; empty if it can. The reasons are for the operator,
     * and are served only on the management port.
     */
    List<String> problems();

    /** Returns further details about the process, such as its role (leader or standby). */
    default Map<String, String> details() {
        return Map.of();
    }
}
