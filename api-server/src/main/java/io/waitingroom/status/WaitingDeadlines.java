package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * The shortest time to live that a WAITING session may have. After the time to live of the room was raised, some sessions keep the shorter
 * time to live until they expire or send a heartbeat. A snapshot does not tell which sessions these are.
 *
 * @param shortest the shortest time to live that a WAITING session may still have
 * @param until a room time, in ms; by then, every session with that time to live has expired or has got another time to live
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
