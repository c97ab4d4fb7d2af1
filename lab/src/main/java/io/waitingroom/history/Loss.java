package io.waitingroom.history;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * That Redis lost writes which it had acknowledged.
 *
 * @param moments when; at least one, on the clock of the calls
 */
record Loss(NavigableSet<Long> moments) {
    static Optional<Loss> of(History history) {
        var moments = new TreeSet<Long>();
        history.loss().ifPresent(moments::add);
        history.trail().stream()
                .filter(Event.RoomLost.class::isInstance)
                .map(Event::seen)
                .forEach(moments::add);
        return moments.isEmpty() ? Optional.empty() : Optional.of(new Loss(moments));
    }

    long first() {
        return moments.first();
    }

    /** What was answered to calls that began later than this is still true. */
    long last() {
        return moments.last();
    }

    /** When the first of the losses was that can have taken what was acknowledged at this moment. */
    long after(long acknowledged) {
        var moment = moments.ceiling(acknowledged);
        return moment == null ? last() : moment;
    }
}
