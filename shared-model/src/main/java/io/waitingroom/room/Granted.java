package io.waitingroom.room;

import java.time.Duration;
import java.util.List;

/**
 * What one grant step did.
 *
 * @param waits how long each activated session had waited, in room time, in ticket order
 * @param more whether another step may find more to do at once
 */
public record Granted(List<Duration> waits, boolean more) {}
