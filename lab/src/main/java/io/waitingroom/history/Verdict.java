package io.waitingroom.history;

import java.util.List;

/**
 * The result of checking a history.
 *
 * @param checked the names of all invariants, in the order in which they were checked
 * @param violations the first thousand violations of each invariant; empty where all invariants hold
 */
public record Verdict(List<String> checked, List<Violation> violations, Tally tally) {
    /**
     * Returns whether the history proves anything. A history proves nothing if the recorder itself delayed too many clients.
     */
    public boolean isProof() {
        return tally.starvation().allowsProof(tally.clients());
    }
}
