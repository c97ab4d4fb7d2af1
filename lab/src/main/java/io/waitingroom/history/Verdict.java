package io.waitingroom.history;

import java.util.List;

/**
 * What a history proves.
 *
 * @param checked the names of all invariants, in the order in which they were judged
 * @param violations what refutes them, the first thousand of each; empty where all of them hold
 */
public record Verdict(List<String> checked, List<Violation> violations, Tally tally) {
    /** Whether what was recorded can prove anything: too many clients that were held up by their own recorder cannot. */
    public boolean isProof() {
        return tally.starvation().leavesProof(tally.clients());
    }
}
