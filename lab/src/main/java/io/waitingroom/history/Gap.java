package io.waitingroom.history;

import java.util.HashSet;
import java.util.Set;

/** Tickets that were given before a room began to keep its trail: each is WAITING, or gone, and whose it is is unknown. */
final class Gap {
    private final long from;
    private final long to;
    private final long since;
    private final long until;
    private final Set<Long> adopted = new HashSet<>();

    /**
     * @param since when the room began
     * @param until when the trail did
     */
    Gap(long from, long to, long since, long until) {
        this.from = from;
        this.to = to;
        this.since = since;
        this.until = until;
    }

    boolean holds(long ticket) {
        return from <= ticket && ticket <= to && !adopted.contains(ticket);
    }

    /** From here on it is known whose ticket this is. */
    void adopt(long ticket) {
        adopted.add(ticket);
    }

    /**
     * Whether a session that the trail does not know may have ended before the trail began. Time does not pass without
     * a leader, so that its client must have asked for it, or have been told of it.
     */
    boolean explains(Client client) {
        var join = client.joins().get(0);
        return holds(client.person().ticket())
                && join.end() > since
                && join.start() < until
                && client.asks().stream().anyMatch(this::ends);
    }

    private boolean ends(Call ask) {
        return ask.kind() == Call.Kind.LEAVE && ask.start() < until
                || Said.by(ask).filter(Said::isEnd).isPresent();
    }
}
