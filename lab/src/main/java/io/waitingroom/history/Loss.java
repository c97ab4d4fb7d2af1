package io.waitingroom.history;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The times at which Redis lost acknowledged writes.
 *
 * @param moments the times, at least one, on the clock of the calls
 */
record Loss(NavigableSet<Long> moments) {
    static Optional<Loss> of(History history) {
        var moments = new TreeSet<Long>();
        history.loss().ifPresent(moments::add);
        history.trail().stream()
                .filter(Event.RoomLost.class::isInstance)
                .map(Event::latest)
                .forEach(moments::add);
        return moments.isEmpty() ? Optional.empty() : Optional.of(new Loss(moments));
    }

    long first() {
        return moments.first();
    }

    /** Returns the time of the last loss. No loss has undone the data in answers to later calls. */
    long last() {
        return moments.last();
    }

    /** Returns the time of the first loss that can have undone an acknowledgement that was given at this time. */
    long firstSince(long acknowledged) {
        var moment = moments.ceiling(acknowledged);
        return moment == null ? last() : moment;
    }
}
