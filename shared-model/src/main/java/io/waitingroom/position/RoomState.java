package io.waitingroom.position;

import io.waitingroom.position.RoomSnapshot.Pace;
import io.waitingroom.room.Averages;
import io.waitingroom.room.RoomFigures;

/** The state of a room, which tells whether the room admits sessions. */
public enum RoomState {
    /** Sessions are admitted as slots become free. */
    OPEN,
    /** No session is admitted, because the capacity is 0. */
    CLOSED,
    /**
     * No session is admitted because of a fault. Either sessions wait, but none was admitted for far longer than usual.
     * Or room time does not advance, because no granter leads or no API server can answer clients.
     */
    STALLED;

    /**
     * A slot may stay free for this number of windows of the pace. If it stays free for longer, the room is stalled.
     * Usually a free slot is filled within one window. A granter that skips departed sessions may take longer.
     */
    private static final int MAX_WINDOWS = 3;

    private static final long MIN_PATIENCE_MILLIS = 15_000;

    /**
     * Returns the state of a room with these figures and this pace.
     *
     * @param ticking whether room time advances; the caller finds this out with its own clock
     */
    static RoomState of(RoomFigures figures, Pace pace, boolean ticking) {
        if (figures.capacity() == 0) {
            return CLOSED;
        }
        return !ticking || figures.apiServers() == 0 || isBlocked(figures, pace) ? STALLED : OPEN;
    }

    private static boolean isBlocked(RoomFigures figures, Pace pace) {
        if (figures.waiting() <= 0 || figures.averages().equals(Averages.NONE)) {
            return false;
        }
        var blocked = figures.now() - figures.averages().blockedSince();
        if (figures.active() < figures.capacity()) {
            return blocked
                    > Math.max(MIN_PATIENCE_MILLIS, MAX_WINDOWS * pace.rate().toMillis());
        }
        var patience = figures.averages().patience();
        return patience > 0 && blocked > patience;
    }
}
