package io.waitingroom.history;

import java.util.List;

/** One promise of a room. */
sealed interface Invariant permits Capacity, Life, Order, NoLeak, Epoch, Resumes, OwnState, Standing {
    /** As reports name it. */
    String name();

    /** What refutes it; empty where it holds. */
    List<Finding> check(Evidence evidence);

    /**
     * One thing that refutes an invariant.
     *
     * @param what with the ticket concerned
     * @param lines calls and events that show it, in the order in which to read them
     */
    record Finding(String what, List<?> lines) {}
}
