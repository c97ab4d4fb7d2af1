package io.waitingroom.history;

import java.util.List;

/** A promise of a room. */
sealed interface Invariant permits Capacity, Life, Order, NoLeak, Epoch, Resumes, OwnState, Standing {
    /** Returns its name in reports. */
    String name();

    /** Returns what refutes it; empty where it holds. */
    List<Finding> check(Evidence evidence);

    /**
     * A single violation of an invariant.
     *
     * @param what a description, with the ticket concerned
     * @param lines the calls and events that show it, in the order in which to read them
     */
    record Finding(String what, List<?> lines) {}
}
