package io.waitingroom.granter;

import io.waitingroom.room.Granted;
import io.waitingroom.room.Lease;
import java.util.Optional;

/**
 * Where the tickets of those who wait come from, in order. An intake hands tickets to the room's admission, which
 * takes gaps and repetitions, and acknowledges each when it has been activated or skipped: a Redis Stream does so
 * within the grant step, another source would do so after it.
 */
@FunctionalInterface
interface Intake {
    /**
     * Activates the next sessions within capacity and pace.
     *
     * @return what was done, or empty where the lease is another granter's
     */
    Optional<Granted> grant(Lease lease);
}
