package io.waitingroom.room;

import java.time.Duration;
import java.util.List;

/**
 * The result of one grant step.
 *
 * @param waits the wait of each activated session, in room time; the waits are in the order of the tickets
 * @param more whether another grant step may find more to do now
 */
public record Granted(List<Duration> waits, boolean more) {}
