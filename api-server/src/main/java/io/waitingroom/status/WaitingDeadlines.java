package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * The shortest time to live that a WAITING session may have. After the room's time to live was raised, some sessions keep the
 * shorter one until it has passed. A snapshot does not show which sessions these are.
 *
 * @param shortest the shortest time to live that a WAITING session may still have
 * @param until room time, ms, at which every session with that time to live has expired or got another one
 */
record WaitingDeadlines(Duration shortest, long until) {
    static WaitingDeadlines of(RoomSnapshot snapshot, Optional<CachedRoom> last) {
        var ttl = snapshot.pace().waitingTtl();
        var now = snapshot.figures().now();
        return last.filter(room -> room.snapshot().incarnation() == snapshot.incarnation())
                .map(CachedRoom::waitingDeadlines)
                .filter(deadlines -> deadlines.shortest.compareTo(ttl) < 0 && now < deadlines.until)
                .orElseGet(() -> new WaitingDeadlines(ttl, now + ttl.toMillis()));
    }
}
