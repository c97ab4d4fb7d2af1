package io.waitingroom.history;

import java.util.HashSet;
import java.util.Set;

/**
 * A range of tickets that were given before the trail of their room began. Their sessions are WAITING or have ended, and
 * their holders are unknown.
 */
final class Gap {
    private final long from;
    private final long to;
    private final long roomStart;
    private final long trailStart;
    private final Set<Long> identified = new HashSet<>();

    /**
     * @param roomStart when the room began
     * @param trailStart when the trail began
     */
    Gap(long from, long to, long roomStart, long trailStart) {
        this.from = from;
        this.to = to;
        this.roomStart = roomStart;
        this.trailStart = trailStart;
    }

    boolean contains(long ticket) {
        return from <= ticket && ticket <= to && !identified.contains(ticket);
    }

    /** Removes a ticket whose holder has become known. */
    void remove(long ticket) {
        identified.add(ticket);
    }

    /**
     * Returns whether a session that is missing in the trail may have ended before the trail began. Room time stands still
     * without a leader, so that its client must have asked to leave, or must have been told of the end.
     */
    boolean explains(Client client) {
        var join = client.joins().get(0);
        return contains(client.holder().ticket())
                && join.end() > roomStart
                && join.start() < trailStart
                && client.requests().stream().anyMatch(this::showsEnd);
    }

    private boolean showsEnd(Call request) {
        return request.kind() == Call.Kind.LEAVE && request.start() < trailStart
                || ReportedState.find(request).filter(ReportedState::isEnd).isPresent();
    }
}
