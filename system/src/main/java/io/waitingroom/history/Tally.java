package io.waitingroom.history;

import java.time.Duration;
import java.util.Optional;

/** Temporary. */
public record Tally(
        int operations,
        int unknown,
        int recovered,
        int lost,
        Optional<Duration> resumed,
        Duration lossWindow,
        int insideBeyond) {}
