package io.waitingroom.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Temporary. */
public final class Checker {
    private Checker() {}

    public static Verdict check(History history) {
        return new Verdict(
                List.of(), List.of(), new Tally(history.calls().size(), 0, 0, 0, Optional.empty(), Duration.ZERO, 0));
    }
}
