package io.waitingroom.history;

import java.util.HashSet;
import java.util.Set;

/**
 * A range of tickets that a room gave before its trail began. The sessions with these tickets are WAITING or have ended, and
 * the holders of the tickets are unknown.
 */
final class Gap {
    private final long from;
    private final long to;
    private final long roomStart;
    private final long trailStart;
    private final Set<Long> identified = new HashSet<>();

    /**
     * Creates a range from one ticket to another, both included.
     *
     * @param roomStart the time at which the room began
     * @param trailStart the time at which the trail began
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
     * Returns whether the client's session may be missing in the trail because it ended before the trail began. In that case
     * the client must have asked to leave, or an answer must have reported the end. The session cannot simply have expired:
     * while a room has no leader, room time stands still, and no session expires.
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
