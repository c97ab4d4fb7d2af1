package io.waitingroom.status;

import io.waitingroom.position.RoomSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * How long sessions that wait live at least. After a time to live was raised some were still given the shorter one, for as
 * long as that lasts; which ones, a snapshot does not tell.
 *
 * @param shortest time to live that such a session may have been given
 * @param until room time at which the last one that was given it is over, or has been given another, ms
 */
record WaitingDeadlines(Duration shortest, long until) {
    static WaitingDeadlines of(RoomSnapshot snapshot, Optional<CachedRoom> last) {
        var ttl = snapshot.pace().waitingTtl();
        var now = snapshot.figures().now();
        return last.filter(known -> known.snapshot().incarnation() == snapshot.incarnation())
                .map(CachedRoom::lives)
                .filter(lives -> lives.shortest.compareTo(ttl) < 0 && now < lives.until)
                .orElseGet(() -> new WaitingDeadlines(ttl, now + ttl.toMillis()));
    }
}
