package io.waitingroom.history;

import java.util.List;

/** A promise of a room that can be checked against a history. */
sealed interface Invariant permits Capacity, Life, Order, NoLeak, Epoch, Resumes, OwnState, TruthfulStatus {
    /** Returns the name of this invariant in reports. */
    String name();

    /** Returns all violations of this invariant; empty if the invariant holds. */
    List<Finding> check(Evidence evidence);

    /**
     * A single violation of an invariant.
     *
     * @param what a description that names the ticket concerned
     * @param lines the calls and events that show the violation, in the order in which to read them
     */
    record Finding(String what, List<?> lines) {}
}
